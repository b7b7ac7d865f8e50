namespace EventStore.Conflicts.ContractTests;

/// <summary>Whatever happened to the stock of an article.</summary>
#pragma warning disable CA1040 // What it has in common is what it is about.
public interface IStockEvent;
#pragma warning restore CA1040
