namespace EventStore.Conflicts;

/// <summary>One entry of an <see cref="EventTypeMap"/>. Immutable.</summary>
public sealed class MappedEventType
{
    internal MappedEventType(Type type, string name, IReadOnlyList<string> formerNames, SourcePlace mappedAt)
    {
        Type = type;
        Name = name;
        FormerNames = formerNames;
        AllNames = [name, .. formerNames];
        MappedAt = mappedAt;
    }

    /// <summary>The .NET type.</summary>
    public Type Type { get; }

    /// <summary>The name new events of this type are stored under.</summary>
    public string Name { get; }

    /// <summary>Names that older events of this type were stored under. Reading and conflict rules know them all.</summary>
    public IReadOnlyList<string> FormerNames { get; }

    /// <summary>Where it was mapped.</summary>
    public SourcePlace MappedAt { get; }

    /// <summary>Every name it has or ever had, the current one first.</summary>
    public IReadOnlyList<string> AllNames { get; }
}
