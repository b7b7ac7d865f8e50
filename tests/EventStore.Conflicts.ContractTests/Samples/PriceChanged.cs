namespace EventStore.Conflicts.ContractTests;

/// <summary>Somebody changed the price of an article.</summary>
public sealed record PriceChanged(string Sku, decimal Price)
{
    /// <summary>The name it is stored under.</summary>
    public const string TypeName = "price-changed";
}
