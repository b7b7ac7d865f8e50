using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace EventStore.Conflicts;

/// <summary>
/// The closed, explicit map between .NET types and the names their events are stored under. Names never come from type names, and
/// types are never looked up by what is stored. Built by <see cref="EventTypeMapBuilder"/>; frozen, safe for many threads.
/// </summary>
public sealed class EventTypeMap
{
    private readonly FrozenDictionary<Type, MappedEventType> byType;
    private readonly FrozenDictionary<string, MappedEventType> byName;

    internal EventTypeMap(IReadOnlyCollection<MappedEventType> mapped)
    {
        byType = mapped.ToFrozenDictionary(entry => entry.Type);
        byName = mapped.SelectMany(entry => entry.AllNames, (entry, name) => (entry, name))
            .ToFrozenDictionary(pair => pair.name, pair => pair.entry, StringComparer.Ordinal);
    }

    /// <summary>A map that knows no type: only raw events can be appended, and everything is read raw.</summary>
    public static EventTypeMap Empty { get; } = new([]);

    /// <summary>All mapped types, in no particular order.</summary>
    public IReadOnlyCollection<MappedEventType> Types => byType.Values;

    /// <summary>Finds the entry of a .NET type: its exact type, never a base type.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public bool TryGet(Type type, [NotNullWhen(true)] out MappedEventType? mapped) => byType.TryGetValue(type, out mapped);

    /// <summary>Finds the entry that has or ever had <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool TryGet(string name, [NotNullWhen(true)] out MappedEventType? mapped) => byName.TryGetValue(name, out mapped);
}
