using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Tests.Planted;

/// <summary>An engine with a bug that somebody had. For one thread at a time.</summary>
/// <param name="inner">The engine without it.</param>
/// <param name="pause">Where others may come in between.</param>
internal abstract class PlantedBug(IEventStorage inner, Func<Task> pause) : ForwardingStorage(inner)
{
    protected Task PauseAsync() => pause();

    /// <summary>True where an id of the batch is known.</summary>
    protected async Task<bool> IsKnownAsync(StorageAppend append, CancellationToken cancellationToken) =>
        (await Inner.FindKeysAsync([.. append.Events.Select(each => each.Id)], cancellationToken)).Any(key => key is not null);

    /// <summary>What stands against an append now: its expected version, or the rules.</summary>
    protected async Task<StorageAppendResult?> ObjectionAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        var (head, seen) = (await Inner.GetStreamVersionAsync(append.Stream, cancellationToken), append.Expected.Seen);
        var keys = head > seen ? await Inner.ReadStreamKeysAsync(append.Stream, new VersionRange(seen + 1, head), cancellationToken).ToListAsync(cancellationToken) : [];
        return append.FindObjection(head, DateTimeOffset.UtcNow, keys.Select(key => new ConcurrentEvent(key.Version, key.Type, key.Timestamp)));
    }

    /// <summary>The same, with other events or another expectation.</summary>
    protected static StorageAppend Copy(StorageAppend append, IReadOnlyList<EncodedEvent>? events = null, ExpectedVersion? expected = null) => new()
    {
        Stream = append.Stream,
        Expected = expected ?? append.Expected,
        Condition = append.Condition,
        Events = events ?? append.Events,
        AnsweredThrough = append.AnsweredThrough,
    };
}
