namespace EventStore.Conflicts.Storage.InMemory;

public sealed partial class InMemoryEventStorage
{
    /// <inheritdoc/>
    public Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        ObjectDisposedException.ThrowIf(disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        lock (sync)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return Task.FromResult(Append(append));
        }
    }

    private StorageAppendResult Append(StorageAppend append)
    {
        var head = HeadOf(append.Stream);
        return Duplicates(append, head) ?? Objection(append, head) ?? Insert(append, head);
    }

    private StorageAppendResult? Duplicates(StorageAppend append, int head)
    {
        if (append.Events.Count == 0)
        {
            return null;
        }

        var stored = append.Events.Select(each => byId.GetValueOrDefault(each.Id)).ToArray();
        return append.CheckDuplicates(
            Array.ConvertAll(stored, each => each is null ? (StoredEventKey?)null : KeyOf(each)), stored[^1]?.Position ?? GlobalPosition.Start, head);
    }

    private StorageAppendResult? Objection(StorageAppend append, int head) => append.FindObjection(
        head, EventsOf(append.Stream).Skip((int)append.Expected.Seen).Select(theirs => (theirs.Version, theirs.Type)));

    private StorageAppendResult Insert(StorageAppend append, int head)
    {
        if (append.Events.Count == 0)
        {
            return StorageAppendResult.Written(head, versions: null, position: null);
        }

        var timestamp = Timestamps.Now(timeProvider);
        if (!streams.TryGetValue(append.Stream.Value, out var stream))
        {
            streams.Add(append.Stream.Value, stream = []);
        }

        foreach (var each in append.Events)
        {
            var stored = new StoredEvent
            {
                Stream = append.Stream,
                Version = stream.Count + 1,
                Position = PositionOf(all.Count + 1),
                Id = each.Id,
                Type = each.Type,
                Data = each.Data,
                Metadata = each.Metadata,
                Timestamp = timestamp,
                DecidedAt = append.DecidedAt,
            };
            stream.Add(stored);
            all.Add(stored);
            byId.Add(stored.Id, stored);
        }

        return StorageAppendResult.Written(head, new VersionRange(head + 1, stream.Count), PositionOf(all.Count));
    }
}
