using System.Runtime.CompilerServices;

namespace EventStore.Conflicts;

/// <summary>Collects event types and their names, and freezes them into an <see cref="EventTypeMap"/>. Not safe for many threads.</summary>
public sealed class EventTypeMapBuilder
{
    private readonly List<MappedEventType> mapped = [];
    private EventTypeMap? built;

    /// <summary>
    /// Maps <typeparamref name="T"/> to the name its events are stored under. The name is forever: rename the class freely, keep the name;
    /// or give the old name in <paramref name="formerly"/>.
    /// </summary>
    /// <param name="name">Non-empty, at most 255 UTF-8 bytes, no control characters. Compared ordinally.</param>
    /// <param name="formerly">Names that older events of this type were stored under, if it was ever renamed.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">A name is not allowed.</exception>
    /// <exception cref="EventStoreConfigurationException">
    /// The type or one of the names is mapped already (the message names both places), or no event can be exactly of the type.
    /// </exception>
    /// <exception cref="InvalidOperationException">The map was built already.</exception>
    public EventTypeMapBuilder Map<T>(
        string name,
        IReadOnlyList<string>? formerly = null,
        [CallerLineNumber] int line = 0,
        [CallerFilePath] string file = "")
    {
        if (built is not null)
        {
            throw new InvalidOperationException("The event type map is built and frozen; map types before that.");
        }

        if (typeof(T).IsAbstract || Nullable.GetUnderlyingType(typeof(T)) is not null)
        {
            throw new EventStoreConfigurationException(
                $"{typeof(T)}, mapped at {new SourcePlace(file, line)}, is abstract or nullable, so no event is exactly of it; map the types that events have.");
        }

        var place = new SourcePlace(file, line);
        NameRule.Check(name, "Event type name", nameof(name));
        string[] formerNames = [.. (formerly ?? []).Select(each => NameRule.Check(each, "Former event type name", nameof(formerly)))];

        var entry = new MappedEventType(typeof(T), name, formerNames, place);
        RefuseClash(entry);
        mapped.Add(entry);
        return this;
    }

    /// <summary>Freezes what was mapped. Calling it again gives the same map.</summary>
    public EventTypeMap Build() => built ??= new EventTypeMap(mapped);

    private void RefuseClash(MappedEventType entry)
    {
        if (mapped.Find(other => other.Type == entry.Type) is { } sameType)
        {
            throw new EventStoreConfigurationException(
                $"{entry.Type} is mapped twice: to '{sameType.Name}' at {sameType.MappedAt} and to '{entry.Name}' at {entry.MappedAt}.");
        }

        if (entry.AllNames.Distinct(StringComparer.Ordinal).Count() != entry.AllNames.Count)
        {
            throw new EventStoreConfigurationException($"The mapping of {entry.Type} at {entry.MappedAt} gives the same name twice.");
        }

        foreach (var name in entry.AllNames)
        {
            if (mapped.Find(other => other.AllNames.Contains(name, StringComparer.Ordinal)) is { } sameName)
            {
                throw new EventStoreConfigurationException(
                    $"The event type name '{name}' is mapped twice: to {sameName.Type} at {sameName.MappedAt} and to {entry.Type} at {entry.MappedAt}.");
            }
        }
    }
}
