namespace EventStore.Conflicts.PostgreSql;

/// <summary>What waits for one stream, oldest first.</summary>
internal sealed class StreamLane(StreamId stream)
{
    internal StreamId Stream { get; } = stream;

    internal Queue<QueuedAppend> Waiting { get; } = [];

    /// <summary>What was sent, and found the stream locked by another process. Comes before what waits, in a flush that waits for the lock.</summary>
    internal List<QueuedAppend> Busy { get; } = [];

    internal bool IsBusy => Busy.Count > 0;

    internal bool HasMore => IsBusy || Waiting.Count > 0;
}
