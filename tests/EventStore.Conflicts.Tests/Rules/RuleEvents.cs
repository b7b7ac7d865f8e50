namespace EventStore.Conflicts.Tests.Rules;

internal sealed record PriceChanged(decimal Price);

internal sealed record Discontinued;

internal sealed record StockCounted(int Count);

internal sealed record NoteAdded(string Text);

internal sealed record Renamed(string Name);

internal sealed record NeverMapped;

internal sealed record NeverMappedEither;

internal static class RuleEvents
{
    internal static EventTypeMap Map { get; } = new EventTypeMapBuilder()
        .Map<PriceChanged>("price-changed", formerly: ["repriced"])
        .Map<Discontinued>("discontinued")
        .Map<StockCounted>("stock-counted")
        .Map<NoteAdded>("note-added")
        .Map<Renamed>("renamed")
        .Build();
}
