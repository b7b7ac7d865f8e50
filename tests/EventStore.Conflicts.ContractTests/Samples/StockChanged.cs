namespace EventStore.Conflicts.ContractTests;

/// <summary>The stock of an article went from one figure to another: what two such changes did can be combined.</summary>
public sealed record StockChanged(int From, int To) : IStockEvent
{
    /// <summary>The name it is stored under.</summary>
    public const string TypeName = "stock-changed";
}
