using System.Text;

namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>The data of an event, as a predicate sees it: JSON can lack the key, and can be no object at all.</summary>
internal readonly record struct Payload(string? Key, int Value, bool HasKey = true, bool IsBroken = false)
{
    internal static readonly Payload[] All =
    [
        new("x", 1),
        new("X", 2),
        new(null, 3),
        new(null, 4, HasKey: false),
        new("y", -1),
        new(null, 0, HasKey: false, IsBroken: true),
    ];

    /// <summary>The index of the one that is no object.</summary>
    internal const int Broken = 5;

    internal byte[] Json() => Encoding.UTF8.GetBytes((IsBroken, HasKey, Key) switch
    {
        (true, _, _) => "\"broken\"",
        (_, false, _) => $$"""{"v":{{Value}}}""",
        (_, _, null) => $$"""{"k":null,"v":{{Value}}}""",
        _ => $$"""{"k":"{{Key}}","v":{{Value}}}""",
    });
}
