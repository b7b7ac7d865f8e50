namespace EventStore.Conflicts.Benchmarks;

/// <summary>A small event, as most are.</summary>
internal sealed record PriceChanged(string Sku, decimal Price)
{
    internal const string Name = "price-changed";

    /// <summary>What a store writes for it, for those who measure without one.</summary>
    internal static byte[] Json { get; } = """{"sku":"sku-4711","price":12.50}"""u8.ToArray();

    /// <summary>New events with new ids: a known id would be recognised, and nothing would be written.</summary>
    internal static NewEvent[] Batch(int count)
    {
        var events = new NewEvent[count];
        for (var i = 0; i < count; i++)
        {
            events[i] = new NewEvent(new PriceChanged("sku-4711", 12.50m));
        }

        return events;
    }
}
