using System.Globalization;
using System.Text;

namespace EventStore.Conflicts;

/// <summary>The one rule that stream ids, event type names and header names share.</summary>
internal static class NameRule
{
    internal const int MaxUtf8Bytes = 255;

    private const int ShownCharacters = 60;

    /// <summary>Returns <paramref name="value"/>, or throws an error that names it and the bound it broke.</summary>
    internal static string Check(string? value, string what, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(value, parameterName);
        if (Problem(value, what) is { } problem)
        {
            throw new ArgumentException(problem, parameterName);
        }

        return value;
    }

    /// <summary>What is wrong with <paramref name="value"/>, or null.</summary>
    internal static string? Problem(string value, string what)
    {
        if (value.Length == 0)
        {
            return $"{what} is empty; it needs at least one character.";
        }

        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsControl(c))
            {
                return $"{what} '{Show(value)}' has the control character U+{(int)c:X4} at index {i}; control characters are not allowed.";
            }

            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c))
            {
                return $"{what} '{Show(value)}' has the lone surrogate U+{(int)c:X4} at index {i}; it is not valid Unicode text.";
            }
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        return bytes > MaxUtf8Bytes
            ? $"{what} '{Show(value)}' is {bytes} UTF-8 bytes long; at most {MaxUtf8Bytes} are allowed."
            : null;
    }

    /// <summary>True where every surrogate in <paramref name="text"/> has its partner, so that UTF-8 can carry it.</summary>
    internal static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A printable, bounded form of any text, for error messages.</summary>
    internal static string Show(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, ShownCharacters)))
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                shown.Append(c);
            }
        }

        return text.Length > ShownCharacters ? shown.Append('…').ToString() : shown.ToString();
    }
}
