using System.Globalization;
using System.Text;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>Values that may be wrong in any way. The same for the same seed.</summary>
internal sealed class WildText(int seed)
{
    private const int LongestText = 300;

    private static readonly long[] Corners = [0, 1, -1, 2, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, long.MaxValue - 1];

    private readonly RandomText valid = new(seed);

    internal RandomText Valid => valid;

    internal bool OneIn(int cases) => valid.Next(cases) == 0;

    internal int Next(int exclusive) => valid.Next(exclusive);

    /// <summary>What a stream or a type may be called, mostly; now and then nothing but too long for it.</summary>
    internal string NextName() => OneIn(4) ? NextWild() : OneIn(20) ? valid.NextName() + valid.NextName() : valid.NextName();

    internal Guid NextId() => OneIn(20) ? Guid.Empty : valid.NextId();

    internal long NextNumber() => Next(3) switch
    {
        0 => Corners[Next(Corners.Length)],
        1 => Next(1000) - 500,
        _ => BitConverter.ToInt64(valid.NextId().ToByteArray()),
    };

    /// <summary>Any sequence of UTF-16 code units: too long, empty, with control characters, NUL and half of a pair.</summary>
    internal string NextWild()
    {
        var text = new StringBuilder();
        for (var left = OneIn(8) ? 0 : Next(OneIn(4) ? LongestText : 12); left > 0; left--)
        {
            text.Append((char)(Next(4) switch
            {
                0 => Next(0x80),
                1 => 0xD800 + Next(0x800),
                _ => Next(0x10000),
            }));
        }

        return text.ToString();
    }

    /// <summary>One of some texts with some characters changed, left out or put in; or something wild.</summary>
    internal string NextLike(params IReadOnlyList<string> texts)
    {
        if (OneIn(5))
        {
            return NextWild();
        }

        var text = new StringBuilder(texts[Next(texts.Count)]);
        for (var changes = Next(4); changes > 0; changes--)
        {
            var at = Next(text.Length + 1);
            var put = OneIn(2) ? NextNumber().ToString(CultureInfo.InvariantCulture) : OneIn(2) ? NextWild() : ";=.,'\"- @:"[Next(10)].ToString();
            text.Remove(at, Math.Min(Next(3), text.Length - at)).Insert(at, put);
        }

        return text.ToString();
    }

    /// <summary>JSON, mostly; or JSON cut short or with bytes changed, or too deep.</summary>
    internal byte[] NextJson()
    {
        if (OneIn(100))
        {
            var depth = Next(3_000);
            return Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', OneIn(2) ? depth : Next(3_000)));
        }

        var json = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["text"] = valid.NextValue(), [valid.NextValue()] = OneIn(2) ? NextNumber() : valid.NextValue() });
        if (OneIn(3))
        {
            for (var changes = 1 + Next(3); changes > 0; changes--)
            {
                json[Next(json.Length)] = (byte)Next(256);
            }
        }

        return OneIn(6) ? json[..Next(json.Length)] : json;
    }
}
