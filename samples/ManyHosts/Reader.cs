using EventStore.Conflicts;

namespace ManyHosts;

/// <summary>Follows the whole store from its start while the hosts write, and looks whether it gets every event once and in order.</summary>
internal sealed class Reader(IEventStore store)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly HashSet<Guid> ids = [];
    private readonly Dictionary<StreamId, long> versions = [];

    /// <summary>Reads until the day is closed. As nothing ever appears before what was read, that was all.</summary>
    /// <returns>How many events there were before.</returns>
    internal async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        for (var last = GlobalPosition.Start; ; await Task.Delay(Pause, cancellationToken))
        {
            await foreach (var each in store.ReadAllAsync(after: last, cancellationToken: cancellationToken))
            {
                if (each.Data is DayClosed)
                {
                    return ids.Count;
                }

                Check(each, last);
                last = each.Position;
            }
        }
    }

    private void Check(RecordedEvent each, GlobalPosition last)
    {
        var isNext = each.Version == versions.GetValueOrDefault(each.Stream) + 1;
        versions[each.Stream] = each.Version;
        if (!ids.Add(each.Id) || !isNext || each.Position <= last)
        {
            throw new InvalidOperationException($"The reader got version {each.Version} of {each.Stream} at {each.Position}: twice, or not in order.");
        }
    }
}
