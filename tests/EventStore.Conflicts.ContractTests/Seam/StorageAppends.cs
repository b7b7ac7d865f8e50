using System.Text;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Appends as an engine gets them, for contracts that talk to the engine itself.</summary>
public static class StorageAppends
{
    /// <summary>An event of a type, with some bytes.</summary>
    public static EncodedEvent Encoded(string type, Guid? id = null) =>
        new(id ?? Guid.CreateVersion7(), type, Encoding.UTF8.GetBytes("{}"), ReadOnlyMemory<byte>.Empty);

    /// <summary>An event that a merge dropped.</summary>
    public static EncodedEvent Dropped(string type) => Encoded(type) with { IsDropped = true };

    /// <summary>The events as their sender sends them again: it knows nothing of merges.</summary>
    public static EncodedEvent[] AsFirstSent(this IEnumerable<EncodedEvent> events) => [.. events.Select(each => each with { IsDropped = false })];

    /// <summary>Appends <paramref name="events"/> under a condition, or for a stale caller under none.</summary>
    public static Task<StorageAppendResult> SendAsync(
        this IEventStorage storage, StreamId stream, ExpectedVersion expected, IReadOnlyList<EncodedEvent> events, AppendCondition? condition = null) =>
        storage.AppendAsync(
            new StorageAppend { Stream = stream, Expected = expected, Condition = condition ?? AppendCondition.RefuseNothing, Events = events },
            TestContext.Current.CancellationToken);

    /// <summary>What is known by one id.</summary>
    public static async Task<EventKey?> FindKeyAsync(this IEventStorage storage, Guid id) =>
        (await storage.FindKeysAsync([id], TestContext.Current.CancellationToken)).Single();

    /// <summary>The ids of a stream's events.</summary>
    public static async Task<IReadOnlyList<Guid>> IdsAsync(this IEventStorage storage, StreamId stream) =>
        await storage.ReadStreamAsync(stream, ReadDirection.Forwards, null, long.MaxValue, TestContext.Current.CancellationToken)
            .Select(each => each.Id)
            .ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Appends one event of the type <c>mine</c> under a condition.</summary>
    public static Task<StorageAppendResult> AppendMineAsync(
        this IEventStorage storage, StreamId stream, ExpectedVersion expected, AppendCondition condition, long answeredThrough = 0) =>
        storage.AppendAsync(
            new StorageAppend { Stream = stream, Expected = expected, Condition = condition, Events = [Encoded("mine")], AnsweredThrough = answeredThrough },
            TestContext.Current.CancellationToken);

    /// <summary>Appends events of these types, whatever is there.</summary>
    public static Task<StorageAppendResult> AppendTypesAsync(this IEventStorage storage, StreamId stream, params string[] types) =>
        storage.AppendAsync(
            new StorageAppend { Stream = stream, Expected = Any, Condition = AppendCondition.RefuseAnything, Events = [.. types.Select(type => Encoded(type))] },
            TestContext.Current.CancellationToken);

    /// <summary>The types of a stream's events.</summary>
    public static async Task<IReadOnlyList<string>> TypesAsync(this IEventStorage storage, StreamId stream) =>
        await storage.ReadStreamAsync(stream, ReadDirection.Forwards, null, long.MaxValue, TestContext.Current.CancellationToken)
            .Select(each => each.Type)
            .ToListAsync(TestContext.Current.CancellationToken);
}
