namespace EventStore.Conflicts.ContractTests;

/// <summary>The calls that nearly every test makes, cancelled with the test run.</summary>
public static class StoreShortcuts
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Appends <paramref name="events"/>.</summary>
    public static Task<AppendResult> AppendAsync(this IEventStore store, StreamId stream, ExpectedVersion expected, params NewEvent[] events) =>
        store.AppendToStreamAsync(stream, expected, events, options: null, Token);

    /// <summary>Reads a stream into a list.</summary>
    public static async Task<IReadOnlyList<RecordedEvent>> ReadAsync(
        this IEventStore store,
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null) =>
        await store.ReadStreamAsync(stream, direction, fromVersion, maxCount, Token).ToListAsync(Token);

    /// <summary>Reads the only event of a stream.</summary>
    public static async Task<RecordedEvent> ReadSingleAsync(this IEventStore store, StreamId stream) => (await store.ReadAsync(stream)).Single();

    /// <summary>Reads the ids of a stream's events.</summary>
    public static async Task<IReadOnlyList<Guid>> IdsAsync(this IEventStore store, StreamId stream) =>
        [.. (await store.ReadAsync(stream)).Select(each => each.Id)];

    /// <summary>Reads the versions of a stream's events.</summary>
    public static async Task<IReadOnlyList<long>> VersionsAsync(
        this IEventStore store, StreamId stream, ReadDirection direction, long? fromVersion = null, long? maxCount = null) =>
        [.. (await store.ReadAsync(stream, direction, fromVersion, maxCount)).Select(each => each.Version)];

    /// <summary>Reads the whole store into a list.</summary>
    public static async Task<IReadOnlyList<RecordedEvent>> ReadEverythingAsync(
        this IEventStore store, GlobalPosition? after = null, long? maxCount = null) =>
        await store.ReadAllAsync(after, maxCount, Token).ToListAsync(Token);

    /// <summary>Appends <paramref name="events"/> and waits until the whole store shows them.</summary>
    public static async Task<AppendResult> AppendVisiblyAsync(this IEventStore store, StreamId stream, params NewEvent[] events)
    {
        var result = await store.AppendAsync(stream, Any, events);
        await store.WaitUntilVisibleAsync(result.Position!.Value, Token);
        return result;
    }
}
