using System.Text;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Random valid Unicode text, with more of what breaks stores than chance would bring; the same for the same seed.</summary>
public sealed class RandomText(int seed)
{
    private const int MaxNameBytes = 255;

    private static readonly string[] Awkward =
    [
        "'", "\"", "''", "%", "_", "\\", "*", "?", "[", "]", "$1", "@p0", ":p", "--", ";", "/", "{0}", " ", "a", "A", "e\u0301", "é", "\u0301", "\u200D",
        "\u200F", "\u2028", "\uFEFF", "\uFFFD", "\uFFFE", "\uFFFF", "\uD7FF", "\uE000", "🙂", "\U0010FFFF", "\U00010000", "İ", "ß", "\uFDFA", "<&>",
    ];

    private readonly Random random = new(seed);

    /// <summary>An id that no other seed is likely to give.</summary>
    public Guid NextId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>A number from 0 on.</summary>
    public int Next(int exclusive) => random.Next(exclusive);

    /// <summary>What a stream id, a type name or a header name may be; one in four as long as it may be.</summary>
    public string NextName()
    {
        var bytes = random.Next(4) == 0 ? MaxNameBytes : 1 + random.Next(40);
        var name = new StringBuilder();
        for (var left = bytes; left > 0;)
        {
            var next = NextPiece(maxBytes: left, controls: false);
            name.Append(next);
            left -= Encoding.UTF8.GetByteCount(next);
        }

        return name.ToString();
    }

    /// <summary>What a header value or a JSON string may be: anything, control characters too, and nothing at all.</summary>
    public string NextValue() => string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => NextPiece(maxBytes: 4, controls: true)));

    private string NextPiece(int maxBytes, bool controls)
    {
        while (true)
        {
            var piece = random.Next(3) switch
            {
                0 => Awkward[random.Next(Awkward.Length)],
                1 => NextRune(0x0250),
                _ => NextRune(0x110000),
            };
            if (Encoding.UTF8.GetByteCount(piece) <= maxBytes && (controls || !piece.Any(char.IsControl)))
            {
                return piece;
            }
        }
    }

    private string NextRune(int exclusive)
    {
        int value;
        do
        {
            value = random.Next(exclusive);
        }
        while (!Rune.IsValid(value));
        return new Rune(value).ToString();
    }
}
