using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EventStore.Conflicts;

/// <content>Printed and parsed, so that what a caller has seen can travel through a form, a header or a message and come back.</content>
public readonly partial struct ExpectedVersion : IParsable<ExpectedVersion>
{
    private const string NoStreamText = "no-stream";
    private const string StreamExistsText = "stream-exists";
    private const string AnyText = "any";

    /// <summary>Reads what <see cref="ToString"/> printed.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException"><paramref name="s"/> is not a printed expected version.</exception>
    public static ExpectedVersion Parse(string s) => Parse(s, provider: null);

    /// <summary>Reads what <see cref="ToString"/> printed, whatever <paramref name="provider"/> is.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException"><paramref name="s"/> is not a printed expected version.</exception>
    public static ExpectedVersion Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var expected)
            ? expected
            : throw new FormatException($"'{NameRule.Show(s)}' is not an expected version as ToString prints it, for example '5', '5+8-9' or '{AnyText}'.");
    }

    /// <summary>Reads what <see cref="ToString"/> printed; false where <paramref name="s"/> is something else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ExpectedVersion result)
    {
        result = s switch
        {
            NoStreamText => NoStream,
            StreamExistsText => StreamExists,
            AnyText => Any,
            null => default,
            _ => ParseVersions(s),
        };

        // Whatever was read, only what would be printed the same way is accepted: no spaces, no leading zeros, ranges in order.
        var printed = result.Kind != ExpectedVersionKind.Unspecified && string.Equals(result.ToString(), s, StringComparison.Ordinal);
        result = printed ? result : default;
        return printed;
    }

    /// <summary>
    /// A text that <see cref="Parse(string)"/> reads back, without spaces and quotes: <c>5</c> for <c>Exactly(5)</c>, <c>5+8-9+12</c> where own events are left
    /// out, <c>7:5</c> for <c>DecidedAt(7, seen: 5)</c>, <c>no-stream</c>, <c>stream-exists</c>, <c>any</c>. A <c>default</c> says so, and is not read back.
    /// </summary>
    public override string ToString() => Kind switch
    {
        ExpectedVersionKind.Exactly => string.Create(CultureInfo.InvariantCulture, $"{Seen}{string.Concat(Own.Select(range => $"+{range}"))}"),
        ExpectedVersionKind.DecidedAt => string.Create(CultureInfo.InvariantCulture, $"{Decided}:{Seen}"),
        ExpectedVersionKind.NoStream => NoStreamText,
        ExpectedVersionKind.StreamExists => StreamExistsText,
        ExpectedVersionKind.Any => AnyText,
        _ => "default(ExpectedVersion)",
    };

    /// <summary>What the append expected, as the end of a sentence for people: "it was expected …".</summary>
    internal string Describe() => Kind switch
    {
        ExpectedVersionKind.Exactly when own is null => $"at version {Seen}",
        ExpectedVersionKind.Exactly => $"at version {Seen}, not counting the caller's own {string.Join(", ", Own)}",
        ExpectedVersionKind.DecidedAt => $"at version {Decided}, where it was decided for somebody who had seen version {Seen}",
        ExpectedVersionKind.NoStream => "not to exist",
        ExpectedVersionKind.StreamExists => "to exist",
        _ => "in any state",
    };

    private static ExpectedVersion ParseVersions(string text)
    {
        if (text.Split(':') is [var decidedText, var seenText])
        {
            return TryVersion(decidedText, out var decided) && TryVersion(seenText, out var seen) && seen <= decided ? DecidedAt(decided, seen) : default;
        }

        var parts = text.Split('+');
        if (!TryVersion(parts[0], out var version) || parts.Length - 1 > MaxOwnRanges)
        {
            return default;
        }

        var expected = Exactly(version);
        foreach (var part in parts[1..])
        {
            var ends = part.Split('-');
            if (!TryVersion(ends[0], out var first) || !TryVersion(ends[^1], out var last) || ends.Length > 2 || first < 1 || last < first)
            {
                return default;
            }

            // Joined as they would have been when they were written, so that only normal forms print the same.
            expected = expected.After(new VersionRange(first, last));
        }

        return expected;
    }

    private static bool TryVersion(string text, out long version) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out version);
}
