using System.Collections.Frozen;

namespace EventStore.Conflicts;

/// <summary>What travels beside an event's data: ids that tie it to its cause, and free string headers. Immutable.</summary>
public sealed class EventMetadata
{
    private static readonly FrozenDictionary<string, string> NoHeaders = FrozenDictionary<string, string>.Empty;

    /// <summary>No metadata at all.</summary>
    public static EventMetadata Empty { get; } = new();

    /// <summary>The conversation this event belongs to, for example a trace or request id; null where none was given.</summary>
    /// <exception cref="ArgumentException">The value breaks the rules of a stream id: it is empty, too long, or has a character that is not allowed.</exception>
    public string? CorrelationId
    {
        get;
        init => field = CheckText(value, nameof(CorrelationId));
    }

    /// <summary>The message or event that caused this one; null where none was given.</summary>
    /// <exception cref="ArgumentException">The value breaks the rules of a stream id: it is empty, too long, or has a character that is not allowed.</exception>
    public string? CausationId
    {
        get;
        init => field = CheckText(value, nameof(CausationId));
    }

    /// <summary>
    /// Free headers, copied when set. A name keeps the rules of a stream id; a value may be any valid Unicode text. Their size counts
    /// towards the event's size limit.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">A name breaks the rules, or a value is null or holds a lone surrogate.</exception>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = CheckHeaders(value);
    } = NoHeaders;

    /// <summary>True where there is nothing in it.</summary>
    public bool IsEmpty => CorrelationId is null && CausationId is null && Headers.Count == 0;

    private static string? CheckText(string? value, string property) => value is null ? null : NameRule.Check(value, property, nameof(value));

    private static FrozenDictionary<string, string> CheckHeaders(IReadOnlyDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (headers.Count == 0)
        {
            return NoHeaders;
        }

        foreach (var (name, value) in headers)
        {
            NameRule.Check(name, "Header name", nameof(headers));
            if (value is null || !NameRule.IsWellFormed(value))
            {
                throw new ArgumentException(
                    $"The value of header '{name}' is {(value is null ? "null" : "not valid Unicode text (a lone surrogate)")}.", nameof(headers));
            }
        }

        return headers.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
