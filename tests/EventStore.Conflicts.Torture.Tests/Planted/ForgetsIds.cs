using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Tests.Planted;

/// <summary>Doesn't look whether it has an id already, and has no unique index that would: to the engine behind it, every event has a new one.</summary>
internal sealed class ForgetsIds(IEventStorage inner, Func<Task> pause) : PlantedBug(inner, pause)
{
    private readonly Dictionary<Guid, Guid> sent = [];

    public override Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken) =>
        Inner.AppendAsync(Copy(append, [.. append.Events.Select(each => each with { Id = Another(each.Id) })]), cancellationToken);

    public override IAsyncEnumerable<StoredEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction, long? fromVersion, long maxCount, CancellationToken cancellationToken) =>
        Inner.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken).Select(AsSent);

    public override IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken) =>
        Inner.ReadAllAsync(after, maxCount, cancellationToken).Select(AsSent);

    private Guid Another(Guid id)
    {
        var another = Guid.CreateVersion7();
        sent.Add(another, id);
        return another;
    }

    private StoredEvent AsSent(StoredEvent each) => new()
    {
        Stream = each.Stream,
        Version = each.Version,
        Position = each.Position,
        Id = sent[each.Id],
        Type = each.Type,
        Data = each.Data,
        Metadata = each.Metadata,
        Timestamp = each.Timestamp,
        DecidedAt = each.DecidedAt,
    };
}
