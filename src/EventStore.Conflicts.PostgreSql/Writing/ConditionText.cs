using System.Globalization;
using System.Runtime.CompilerServices;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// Conditions as the function <c>judge</c> of the schema reads them: JSON with the numbers of types. What depends on the condition alone is kept as long as the
/// condition is: a registry compiles few, and uses them again and again. Safe for many threads.
/// </summary>
internal sealed class ConditionText(EventTypeNames types)
{
    private readonly ConditionalWeakTable<AppendCondition, string> kept = [];

    /// <summary>Null where anything refuses.</summary>
    internal async ValueTask<string?> OfAsync(StorageAppend append)
    {
        if (!append.Expected.NamesVersion || (ReferenceEquals(append.Condition, AppendCondition.RefuseAnything) && append.Expected.Own.Count == 0))
        {
            return null;
        }

        if (!kept.TryGetValue(append.Condition, out var text))
        {
            text = await WriteAsync(append.Condition).ConfigureAwait(false);
            kept.AddOrUpdate(append.Condition, text);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{{{text}{LastVersion(append)}{Own(append.Expected)}\"answered\":{append.AnsweredThrough}}}");
    }

    private async Task<string> WriteAsync(AppendCondition condition)
    {
        var text = $"\"otherwise\":{condition.Otherwise:D},";
        foreach (var (verdict, list) in new[] { (Verdict.Admit, "admit"), (Verdict.Ask, "ask"), (Verdict.Refuse, "refuse") })
        {
            var listed = condition.Exceptions.Where(each => each.Value == verdict).Select(each => each.Key).ToArray();
            if (listed.Length > 0)
            {
                text += $"\"{list}\":[{string.Join(',', await types.IdsOfAsync(listed, name => name).ConfigureAwait(false))}],";
            }
        }

        return condition.MaxAge is { } age ? string.Create(CultureInfo.InvariantCulture, $"{text}\"max_age\":{age.Ticks / TimeSpan.TicksPerMicrosecond},") : text;
    }

    /// <summary>The last version at which the stream is not too far ahead of what the caller has seen and written.</summary>
    private static string LastVersion(StorageAppend append)
    {
        if (append.Condition.MaxBehind is not { } behind)
        {
            return "";
        }

        var known = append.Expected.Seen + append.Expected.Own.Sum(range => range.Count);
        return string.Create(CultureInfo.InvariantCulture, $"\"last_version\":{(behind > long.MaxValue - known ? long.MaxValue : known + behind)},");
    }

    private static string Own(ExpectedVersion expected) => expected.Own.Count == 0
        ? ""
        : $"\"own\":\"{{{string.Join(',', expected.Own.Select(range => string.Create(CultureInfo.InvariantCulture, $"[{range.First},{range.Last}]")))}}}\",";
}
