using System.Globalization;
using System.Runtime.CompilerServices;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// Conditions as the function <c>judge</c> of the schema reads them: values of the type <c>condition</c>, as text, with the numbers of types. What they say of types
/// is kept as long as the condition is: a registry compiles few, and uses them again and again. Safe for many threads.
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

        if (!kept.TryGetValue(append.Condition, out var verdicts))
        {
            verdicts = await VerdictsAsync(append.Condition).ConfigureAwait(false);
            kept.AddOrUpdate(append.Condition, verdicts);
        }

        var maxAge = append.Condition.MaxAge?.Ticks / TimeSpan.TicksPerMicrosecond;
        return string.Create(CultureInfo.InvariantCulture, $"({verdicts},{LastVersion(append)},{maxAge},{append.AnsweredThrough},{Own(append.Expected)})");
    }

    private async Task<string> VerdictsAsync(AppendCondition condition)
    {
        var text = condition.Otherwise.ToString("D");
        foreach (var verdict in new[] { Verdict.Admit, Verdict.Ask, Verdict.Refuse })
        {
            var listed = condition.Exceptions.Where(each => each.Value == verdict).Select(each => each.Key).ToArray();
            text += $",\"{{{string.Join(',', await types.IdsOfAsync(listed, name => name).ConfigureAwait(false))}}}\"";
        }

        return text;
    }

    /// <summary>The last version at which the stream is not too far ahead of what the caller has seen and written.</summary>
    private static long? LastVersion(StorageAppend append)
    {
        var known = append.Expected.Seen + append.Expected.Own.Sum(range => range.Count);
        return append.Condition.MaxBehind > long.MaxValue - known ? long.MaxValue : known + append.Condition.MaxBehind;
    }

    private static string Own(ExpectedVersion expected) => expected.Own.Count == 0
        ? ""
        : $"\"{{{string.Join(',', expected.Own.Select(range => string.Create(CultureInfo.InvariantCulture, $"[{range.First},{range.Last}]")))}}}\"";
}
