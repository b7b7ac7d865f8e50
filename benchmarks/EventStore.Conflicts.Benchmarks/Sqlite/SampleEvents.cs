namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>What is written in the benchmarks of SQLite: 200 bytes of data and 50 of metadata, raw, with version 7 ids.</summary>
internal static class SampleEvents
{
    /// <summary>The name of the type: it is admitted whatever came before, but for one that is <see cref="Refusing"/>.</summary>
    internal const string Type = "note-added";

    /// <summary>The name of the one type that refuses a stale append.</summary>
    internal const string Refusing = "product-discontinued";

    internal static readonly byte[] Data = [.. """{"sku":"sku-4711","price":12.50,"note":" """u8.TrimEnd((byte)' '), .. Enumerable.Repeat((byte)'x', 158), .. "\"}"u8];

    private static readonly EventMetadata Metadata = new() { CorrelationId = "0198c0de-7000-8000-9000-ab" };

    /// <summary>What a store writes for the metadata, for those who measure without one.</summary>
    internal static byte[] MetadataJson { get; } = """{"correlationId":"0198c0de-7000-8000-9000-ab"}"""u8.ToArray();

    /// <summary>New events with new ids, of a type that no class is mapped to: written and read as bytes.</summary>
    internal static NewEvent[] Raw(int count)
    {
        var events = new NewEvent[count];
        for (var i = 0; i < count; i++)
        {
            events[i] = NewEvent.Raw(Type, Data, metadata: Metadata);
        }

        return events;
    }
}
