namespace EventStore.Conflicts.Storage;

/// <content>Before anything is written: does the target hold nothing but the beginning of the source?</content>
internal sealed partial class StoreCopy
{
    private async Task CompareEventsAsync(CancellationToken cancellationToken)
    {
        var originals = source.ReadAllAsync(GlobalPosition.Start, long.MaxValue, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (originals.ConfigureAwait(false))
        {
            await foreach (var copy in target.ReadAllAsync(GlobalPosition.Start, long.MaxValue, cancellationToken).ConfigureAwait(false))
            {
                var original = await originals.MoveNextAsync().ConfigureAwait(false) ? originals.Current : null;
                if (original is null || !IsSame(original, copy))
                {
                    throw Foreign($"version {copy.Version} of stream '{copy.Stream}' (event {copy.Id}, '{copy.Type}')", Missed(original, copy));
                }

                done = done with { AlreadyThere = done.AlreadyThere + 1, LastPosition = original.Position };
                if (done.AlreadyThere % MaxEvents == 0)
                {
                    Report(done);
                }
            }
        }
    }

    private async Task CompareDroppedAsync(CancellationToken cancellationToken)
    {
        await foreach (var portion in target.ReadDroppedAsync(after: null, cancellationToken).Chunk(MaxEvents).ConfigureAwait(false))
        {
            var originals = await source.FindKeysAsync([.. portion.Select(each => each.Id)], cancellationToken).ConfigureAwait(false);
            foreach (var (copy, original) in portion.Zip(originals))
            {
                if (original != copy)
                {
                    throw Foreign(
                        $"event {copy.Id} ('{copy.Type}'), which was dropped after version {copy.Version} of stream '{copy.Stream}',",
                        "the source knows no such dropped event");
                }
            }
        }
    }

    private static bool IsSame(StoredEvent original, StoredEvent copy) =>
        (original.Stream, original.Version, original.Id, original.Type) == (copy.Stream, copy.Version, copy.Id, copy.Type)
        && (original.Timestamp, original.DecidedAt) == (copy.Timestamp, copy.DecidedAt)
        && original.Data.Span.SequenceEqual(copy.Data.Span)
        && original.Metadata.Span.SequenceEqual(copy.Metadata.Span);

    private static string Missed(StoredEvent? original, StoredEvent copy) => original switch
    {
        null => "the source has no more events",
        _ when (original.Stream, original.Version, original.Id) == (copy.Stream, copy.Version, copy.Id) => "in the source, that event holds something else",
        _ => $"the source has version {original.Version} of stream '{original.Stream}' (event {original.Id}, '{original.Type}') in its place",
    };

    private static EventStoreUnusableException Foreign(string what, string instead) => new(
        $"The target holds {what} and {instead}: it is no copy of this source. Nothing was written. Copy into an empty store, or go on with one that a copy of "
        + "this source has begun to fill and nobody else has written to.");
}
