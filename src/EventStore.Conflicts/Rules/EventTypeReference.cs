namespace EventStore.Conflicts.Rules;

/// <summary>How a rule names an event type: by its .NET type or by its name. They meet when the type map is known.</summary>
internal readonly record struct EventTypeReference(Type? Type, string? Name)
{
    public override string ToString() => Type is not null ? Type.Name : $"'{Name}'";
}
