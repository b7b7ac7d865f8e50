namespace EventStore.Conflicts.Histories.Checking;

/// <summary>What became of each batch, by its index.</summary>
internal sealed class Fates
{
    private readonly Fate[] all;
    private readonly Dictionary<Guid, Fate> placed = [];

    private Fates(Fate[] all)
    {
        this.all = all;
        foreach (var fate in all.Where(fate => fate.Place is not null))
        {
            foreach (var each in fate.Batch.Events)
            {
                placed.TryAdd(each.Id, fate);
            }
        }
    }

    internal IReadOnlyList<Fate> All => all;

    internal Fate this[int batch] => all[batch];

    /// <summary>Of the batch that an event came with; null where no batch that holds it is there.</summary>
    internal Fate? Of(Guid id) => placed.GetValueOrDefault(id);

    internal static Fates Of(History history, Content content)
    {
        var calls = history.Calls.ToLookup(call => call.Batch);
        return new Fates([.. history.Batches.Select((batch, number) => new Fate(number, batch, [.. calls[number]], PlaceOf(batch, content)))]);
    }

    /// <summary>An event that was dropped stands after the version it would have followed, and takes none.</summary>
    private static Place? PlaceOf(Batch batch, Content content)
    {
        long? first = null;
        long? last = null;
        foreach (var each in batch.Events)
        {
            var (stored, dropped) = (content.Stored(each.Id), content.Dropped(each.Id));
            if ((stored?.Stream ?? dropped?.Stream) != batch.Stream)
            {
                return null;
            }

            var follows = stored is not null ? stored.Version - 1 : dropped!.Value.Version;
            if (follows != (last ?? follows))
            {
                return null;
            }

            first ??= follows;
            last = stored?.Version ?? follows;
        }

        return first is { } from ? new Place(from, last!.Value) : null;
    }
}
