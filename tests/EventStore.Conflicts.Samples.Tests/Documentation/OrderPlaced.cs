namespace EventStore.Conflicts.Samples.Tests.Documentation;

internal sealed record OrderPlaced(string Sku);
