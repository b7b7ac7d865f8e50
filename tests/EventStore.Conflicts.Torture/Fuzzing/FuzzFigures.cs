using System.Globalization;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>How the cases ended.</summary>
internal sealed class FuzzFigures
{
    private readonly SortedDictionary<string, long> refused = new(StringComparer.Ordinal);
    private long accepted;

    internal void Accepted() => accepted++;

    internal void Refused(Exception refusal) => refused[refusal.GetType().Name] = refused.GetValueOrDefault(refusal.GetType().Name) + 1;

    /// <summary>In one line.</summary>
    internal string Tell() => string.Create(
        CultureInfo.InvariantCulture,
        $"{accepted:N0} accepted and given back as they were ({string.Join(", ", refused.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Value:N0} {each.Key}")))})");
}
