using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests;

/// <summary>Appends of which a merge has dropped everything.</summary>
internal static class Dropping
{
    /// <summary>Drops one event, which somebody sent who had seen nothing of the stream.</summary>
    internal static async Task<EncodedEvent> DropAsync(this SqliteEventStorage storage, StreamId stream, CancellationToken cancellationToken)
    {
        var dropped = new EncodedEvent(Guid.CreateVersion7(), "dropped", "{}"u8.ToArray(), default) { IsDropped = true };
        (await storage.SendAsync(stream, dropped, cancellationToken)).Status.Should().Be(StorageAppendStatus.Written);
        return dropped;
    }

    internal static Task<StorageAppendResult> SendAsync(
        this SqliteEventStorage storage, StreamId stream, EncodedEvent each, CancellationToken cancellationToken) =>
        storage.AppendAsync(
            new StorageAppend { Stream = stream, Expected = ExpectedVersion.Exactly(0), Condition = AppendCondition.RefuseNothing, Events = [each] },
            cancellationToken);
}
