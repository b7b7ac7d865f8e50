using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>The store whose rows are changed, as it is before, and every way to use it afterwards.</summary>
internal static class Tour
{
    private const int MostEvents = 1_000;

    private static readonly StreamId[] Streams = [new("one"), new("two")];
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 6).Select(number => new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]))];

    /// <summary>Events in two streams, some with metadata, one that was decided before others, and one that a merge dropped.</summary>
    internal static async Task FillAsync(IEventStorage storage)
    {
        await AppendAsync(storage, Streams[0], ExpectedVersion.Any, Event(0, "a"), Event(1, "b"), Event(2, "note"));
        await AppendAsync(storage, Streams[1], ExpectedVersion.Any, Event(3, "a"));
        await AppendAsync(storage, Streams[0], ExpectedVersion.Exactly(1), Event(4, "b"));
        await AppendAsync(storage, Streams[0], ExpectedVersion.Exactly(1), Event(5, "b") with { IsDropped = true });
    }

    /// <summary>Reads, looks up and appends. How many calls refused, as they may; whatever else they throw, this throws.</summary>
    internal static async Task<int> RunAsync(IEventStorage storage)
    {
        var store = new EventStoreBuilder().UseStorage(_ => storage).MapEvents(types => types.Map<Note>("note", ["remark"])).Build();
        var refused = 0;
        foreach (var call in Calls(store, storage))
        {
            try
            {
                await call();
            }
            catch (EventStoreException)
            {
                refused++;
            }
        }

        return refused;
    }

    private static IEnumerable<Func<Task>> Calls(IEventStore store, IEventStorage storage)
    {
        foreach (var stream in Streams)
        {
            yield return () => store.GetStreamVersionAsync(stream);
            yield return async () => await store.ReadStreamAsync(stream).Take(MostEvents).ToListAsync();
            yield return async () => await store.ReadStreamAsync(stream, ReadDirection.Backwards).Take(MostEvents).ToListAsync();
            yield return async () => await storage.ReadStreamKeysAsync(stream, new VersionRange(1, long.MaxValue - 1), CancellationToken.None).Take(MostEvents).ToListAsync();
            yield return () => store.AppendToStreamAsync(stream, ExpectedVersion.Exactly(0), [New()]);
            yield return () => store.AppendToStreamAsync(stream, ExpectedVersion.Exactly(1), []);
            yield return () => store.AppendToStreamAsync(stream, ExpectedVersion.Any, [New(), New()]);
        }

        foreach (var id in Ids)
        {
            yield return () => store.FindEventAsync(id);
            yield return () => store.FindEventKeyAsync(id);
            yield return () => store.AppendToStreamAsync(Streams[0], ExpectedVersion.Any, [NewEvent.Raw("a", "{}"u8.ToArray(), id)]);
        }

        yield return async () => await store.ReadAllAsync().Take(MostEvents).ToListAsync();
        yield return async () => await storage.ReadDroppedAsync(after: null, CancellationToken.None).Take(MostEvents).ToListAsync();
        yield return () => store.ListStreamsAsync();
        yield return () => store.ListStreamsAsync("o", Streams[0]);
        if (storage is Sqlite.SqliteEventStorage sqlite)
        {
            yield return () => sqlite.CheckIntegrityAsync();
        }
    }

    private static NewEvent New() => NewEvent.Raw("a", "{}"u8.ToArray());

    private static EncodedEvent Event(int number, string type) =>
        new(Ids[number], type, """{"text":"something"}"""u8.ToArray(), number % 2 == 0 ? default : """{"headers":{"by":"me"}}"""u8.ToArray());

    private static Task<StorageAppendResult> AppendAsync(IEventStorage storage, StreamId stream, ExpectedVersion expected, params IReadOnlyList<EncodedEvent> events) => storage.AppendAsync(
        new StorageAppend { Stream = stream, Expected = expected, Condition = AppendCondition.RefuseNothing, Events = events }, CancellationToken.None);
}
