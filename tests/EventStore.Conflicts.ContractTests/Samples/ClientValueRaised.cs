namespace EventStore.Conflicts.ContractTests;

/// <summary>Somebody raised what a client is worth.</summary>
public sealed record ClientValueRaised(decimal Value)
{
    /// <summary>The name it is stored under.</summary>
    public const string TypeName = "client-value-raised";
}
