namespace EventStore.Conflicts.Storage.InMemory;

public sealed partial class InMemoryEventStorage
{
    /// <inheritdoc/>
    public Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        ObjectDisposedException.ThrowIf(disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        // The clock is the host's code: never under the lock.
        var timestamp = Timestamps.Now(timeProvider);
        lock (sync)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return Task.FromResult(Append(append, timestamp));
        }
    }

    private StorageAppendResult Append(StorageAppend append, DateTimeOffset timestamp)
    {
        var head = HeadOf(append.Stream);
        return Duplicates(append, head) ?? Objection(append, head, timestamp) ?? Insert(append, head, timestamp);
    }

    private StorageAppendResult? Duplicates(StorageAppend append, int head)
    {
        if (append.Events.Count == 0)
        {
            return null;
        }

        var known = append.Events.Select(each => FindKey(each.Id)).ToArray();
        var last = append.Events.Select(each => byId.GetValueOrDefault(each.Id)).LastOrDefault(each => each is not null);
        return append.CheckDuplicates(known, last?.Position, head);
    }

    private StorageAppendResult? Objection(StorageAppend append, int head, DateTimeOffset timestamp) => append.FindObjection(
        head,
        timestamp,
        EventsOf(append.Stream).Skip((int)append.Expected.Seen).Select(theirs => new ConcurrentEvent(theirs.Version, theirs.Type, theirs.Timestamp)));

    private StorageAppendResult Insert(StorageAppend append, int head, DateTimeOffset timestamp)
    {
        var inserted = append.Events.Count(each => !each.IsDropped);
        if (inserted > 0 && !streams.ContainsKey(append.Stream.Value))
        {
            streams.Add(append.Stream.Value, []);
        }

        var stream = EventsOf(append.Stream);
        foreach (var each in append.Events)
        {
            if (each.IsDropped)
            {
                Drop(append.Stream, each, stream.Count, timestamp);
                continue;
            }

            var stored = new StoredEvent
            {
                Stream = append.Stream,
                Version = stream.Count + 1,
                Position = PositionOf(all.Count + 1),
                Id = each.Id,
                Type = each.Type,
                Data = each.Data,
                Metadata = each.Metadata,
                Timestamp = each.Copied?.Timestamp ?? timestamp,
                DecidedAt = each.Copied is { } copied ? copied.DecidedAt : append.DecidedAt,
            };
            stream.Add(stored);
            all.Add(stored);
            byId.Add(stored.Id, stored);
        }

        return inserted == 0
            ? StorageAppendResult.Written(head, versions: null, position: null)
            : StorageAppendResult.Written(head, new VersionRange(head + 1, stream.Count), PositionOf(all.Count));
    }
}
