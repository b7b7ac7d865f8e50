namespace EventStore.Conflicts.Rules;

/// <summary>Something in a registry that is allowed, and that may well be a mistake. Immutable.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Types">The names of the types concerned, or the pattern: for a pair the incoming one first, otherwise in ordinal order.</param>
/// <param name="Places">Where they were declared, in the order of the message; for types without rules, where each was mapped.</param>
/// <param name="Message">For people: a sentence that says everything.</param>
public sealed record RegistryWarning(RegistryWarningKind Kind, IReadOnlyList<string> Types, IReadOnlyList<SourcePlace> Places, string Message)
{
    /// <summary>For people: the kind and the message.</summary>
    public override string ToString() => $"{Kind}: {Message}";
}
