namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>A type map, and the names that events come with: mapped, former, and never heard of.</summary>
internal sealed class TypeNames
{
    /// <summary>Every name that an event here can have.</summary>
    internal static readonly string[] Names = ["ab", "ba", "abc", "b", "bc", "cb", "a", "cab", "zz"];

    internal static readonly TypeNames[] All =
    [
        new("all", (NetType.Alpha, ["ab", "ba"]), (NetType.Beta, ["abc"]), (NetType.Gamma, ["b"]), (NetType.Delta, ["bc", "cb"]), (NetType.Epsilon, ["cab"])),
        new("renamed", (NetType.Alpha, ["ba", "ab"]), (NetType.Beta, ["abc", "a"]), (NetType.Delta, ["bc"]), (NetType.Epsilon, ["cab", "b", "cb"])),
        new("few", (NetType.Alpha, ["ab"]), (NetType.Gamma, ["b", "a"])),
        new("none"),
    ];

    private readonly string text;
    private readonly Dictionary<string, NetType> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> current = new(StringComparer.Ordinal);
    private readonly Dictionary<NetType, string[]> namesOf = [];

    private TypeNames(string text, params (NetType Type, string[] Names)[] mapped)
    {
        this.text = text;
        foreach (var (type, names) in mapped)
        {
            namesOf.Add(type, names);
            foreach (var name in names)
            {
                byName.Add(name, type);
                current.Add(name, names[0]);
            }
        }

        var types = new EventTypeMapBuilder();
        Declare(types);
        Map = types.Build();
    }

    internal EventTypeMap Map { get; }

    internal IEnumerable<NetType> Mapped => namesOf.Keys;

    internal void Declare(EventTypeMapBuilder types)
    {
        foreach (var (type, names) in namesOf)
        {
            type.Map(types, names[0], names[1..]);
        }
    }

    /// <summary>The .NET type of a name, current or former.</summary>
    internal NetType? TypeOf(string name) => byName.GetValueOrDefault(name);

    /// <summary>The name that stands for a type under all of its names.</summary>
    internal string Current(string name) => current.GetValueOrDefault(name, name);

    internal bool IsCurrent(string name) => byName.ContainsKey(name) && current[name] == name;

    internal string? NameOf(NetType type) => namesOf.GetValueOrDefault(type)?[0];

    internal IReadOnlyList<string> AllNames(string name) => byName.TryGetValue(name, out var type) ? namesOf[type] : [name];

    public override string ToString() => $"Types '{text}'";
}
