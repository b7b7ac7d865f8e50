namespace EventStore.Conflicts.ContractTests;

/// <summary>An event whose property throws when it is read.</summary>
public sealed class Unserialisable
{
#pragma warning disable CA1065, CA1822, MA0012, S2372 // It is here to throw.
    /// <summary>Throws.</summary>
    public string Value => throw new InvalidOperationException("There is no value for you.");
#pragma warning restore CA1065, CA1822, MA0012, S2372
}
