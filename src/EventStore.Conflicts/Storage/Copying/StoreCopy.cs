namespace EventStore.Conflicts.Storage;

/// <summary>One run of a copy. Used once, by one caller.</summary>
internal sealed partial class StoreCopy(IEventStorage source, IEventStorage target, IProgress<CopyProgress>? progress)
{
    // A portion ends at whichever comes first; an event that is larger by itself goes alone.
    private const int MaxEvents = 1_000;
    private const long MaxBytes = 8 << 20;

    private CopyProgress done = new() { Total = 0 };

    internal async Task<CopyProgress> RunAsync(CancellationToken cancellationToken)
    {
        Report(done with { Total = await CountAsync(cancellationToken).ConfigureAwait(false) });
        await CompareDroppedAsync(cancellationToken).ConfigureAwait(false);
        await CompareEventsAsync(cancellationToken).ConfigureAwait(false);
        await CopyEventsAsync(cancellationToken).ConfigureAwait(false);
        await CopyDroppedAsync(cancellationToken).ConfigureAwait(false);
        Report(done);
        return done;
    }

    private async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        const int Streams = 10_000;
        long total = 0;
        for (StreamId? last = null; ;)
        {
            var page = await source.ListStreamsAsync("", last, Streams, cancellationToken).ConfigureAwait(false);
            total += page.Sum(each => each.Version);
            if (page.Count < Streams)
            {
                return total;
            }

            last = page[^1].Stream;
        }
    }

    private async Task CopyEventsAsync(CancellationToken cancellationToken)
    {
        var portion = new List<StoredEvent>();
        long bytes = 0;
        await foreach (var each in source.ReadAllAsync(done.LastPosition, long.MaxValue, cancellationToken).ConfigureAwait(false))
        {
            var size = each.Data.Length + each.Metadata.Length;
            if (portion.Count == MaxEvents || (portion.Count > 0 && bytes + size > MaxBytes))
            {
                await AddAsync(portion, cancellationToken).ConfigureAwait(false);
                (portion, bytes) = ([], 0);
            }

            portion.Add(each);
            bytes += size;
        }

        if (portion.Count > 0)
        {
            await AddAsync(portion, cancellationToken).ConfigureAwait(false);
        }
    }

    // Each event by itself: what an engine wrote already, but doesn't show yet, is recognised wherever a portion begins.
    private async Task AddAsync(List<StoredEvent> portion, CancellationToken cancellationToken)
    {
        var results = await target.AppendInOrderAsync([.. portion.Select(AppendOf)], cancellationToken).ConfigureAwait(false);
        foreach (var (each, result) in portion.Zip(results))
        {
            if (!result.IsWritten || result.Versions?.First != each.Version)
            {
                throw InTheWay(each.Version, each.Stream, each.Id, result);
            }
        }

        var written = results.Count(result => result.Status == StorageAppendStatus.Written);
        Report(done with
        {
            Copied = done.Copied + written,
            AlreadyThere = done.AlreadyThere + results.Count - written,
            LastPosition = portion[^1].Position,
        });
    }

    private async Task CopyDroppedAsync(CancellationToken cancellationToken)
    {
        await foreach (var portion in source.ReadDroppedAsync(after: null, cancellationToken).Chunk(MaxEvents).ConfigureAwait(false))
        {
            var results = await target.AppendInOrderAsync([.. portion.Select(AppendOf)], cancellationToken).ConfigureAwait(false);
            if (!results[^1].IsWritten)
            {
                var refused = portion[results.Count - 1];
                throw InTheWay(refused.Version, refused.Stream, refused.Id, results[^1]);
            }

            Report(done with { Dropped = done.Dropped + portion.Length });
        }
    }

    private static StorageAppend AppendOf(StoredEvent stored) => AppendOf(
        stored.Stream,
        ExpectedVersion.Exactly(stored.Version - 1),
        new EncodedEvent(stored.Id, stored.Type, stored.Data, stored.Metadata) { Copied = new CopiedEvent(stored.Timestamp, stored.DecidedAt, stored.Version) });

    private static StorageAppend AppendOf(EventKey dropped) => AppendOf(
        dropped.Stream,
        ExpectedVersion.Any,
        new EncodedEvent(dropped.Id, dropped.Type, default, default) { IsDropped = true, Copied = new CopiedEvent(dropped.Timestamp, null, dropped.Version) });

    private static StorageAppend AppendOf(StreamId stream, ExpectedVersion expected, EncodedEvent encoded) =>
        new() { Stream = stream, Expected = expected, Condition = AppendCondition.RefuseAnything, Events = [encoded] };

    private static EventStoreUnusableException InTheWay(long version, StreamId stream, Guid id, StorageAppendResult result) => new(
        $"Event {id}, version {version} of stream '{stream}', cannot be copied: in the target "
        + (result.Existing is { } existing ? $"its id names version {existing.Version} of stream '{existing.Stream}'" : $"the stream is at version {result.Head}")
        + ". Somebody else writes to the target. What was copied before is there.");

    private void Report(CopyProgress now)
    {
        done = now;
        progress?.Report(now);
    }
}
