namespace EventStore.Conflicts.Rules;

/// <summary>How a rule names an event type: by its .NET type, by its name, or by a pattern of names. They meet when the type map is known.</summary>
internal readonly record struct EventTypeReference(Type? Type, string? Name)
{
    /// <summary>True where it stands for every name that a pattern matches.</summary>
    internal bool IsPattern => Name is not null && NamePattern.IsPattern(Name);

    public override string ToString() => Type is not null ? Type.Name : $"'{Name}'";
}
