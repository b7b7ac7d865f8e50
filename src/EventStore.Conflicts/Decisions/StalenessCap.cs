using System.Globalization;

namespace EventStore.Conflicts;

/// <summary>How far behind a stale append may be, and who said so. Immutable.</summary>
/// <param name="MaxEvents">How many events the caller may not have seen; null for any number.</param>
/// <param name="MaxAge">How old the first of them may be; null for any age.</param>
/// <param name="DeclaredAt">Where it was declared.</param>
public sealed record StalenessCap(long? MaxEvents, TimeSpan? MaxAge, SourcePlace DeclaredAt)
{
    /// <summary>For people: the bound, without the place.</summary>
    public string Says
    {
        get
        {
            var bounds = new[]
            {
                MaxEvents is { } events ? string.Create(CultureInfo.InvariantCulture, $"events: {events}") : null,
                MaxAge is { } age ? $"age: {age:c}" : null,
            };
            return $"AtMost({string.Join(", ", bounds.Where(bound => bound is not null))})";
        }
    }

    /// <summary>For people: the bound, and where it was declared.</summary>
    public override string ToString() => $"{Says} at {DeclaredAt}";

    internal bool IsExceededBy(long behind, TimeSpan? age) => behind > MaxEvents || age > MaxAge;
}
