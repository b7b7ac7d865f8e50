using System.Text;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>
/// What an error shows of a file: short, because a file given for another one may be a single name or value from end to end, and printable, because
/// it goes to a terminal.
/// </summary>
internal static class Excerpt
{
    private const int MaxQuoted = 60;
    private const int MaxMessageEnd = 80;

    /// <summary>The beginning of <paramref name="text"/>, in quotes.</summary>
    internal static string Quote(string text)
    {
        // By code point, so that the cut never goes through a character.
        Rune[] shown = [.. text.EnumerateRunes().Take(MaxQuoted + 1)];
        var cut = shown.Length > MaxQuoted;
        return $"'{string.Concat(shown.Take(MaxQuoted).Select(Printable))}{(cut ? "…" : string.Empty)}'";
    }

    /// <summary>A message of somebody else's that may quote any amount of the file: its middle is left out, since what is wrong stands at its end.</summary>
    internal static string Message(string message)
    {
        var shown = message.Length > 2 * MaxMessageEnd ? $"{message[..MaxMessageEnd]}…{message[^MaxMessageEnd..]}" : message;
        return string.Concat(shown.EnumerateRunes().Select(Printable));
    }

    private static string Printable(Rune character) => Rune.IsControl(character) ? $"\\u{character.Value:X4}" : character.ToString();
}
