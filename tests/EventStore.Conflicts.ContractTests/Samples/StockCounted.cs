namespace EventStore.Conflicts.ContractTests;

/// <summary>Somebody counted an article in the store room.</summary>
public sealed record StockCounted(string Sku, int Count) : IStockEvent
{
    /// <summary>The name it is stored under.</summary>
    public const string TypeName = "stock-counted";
}
