namespace EventStore.Conflicts.Torture.Soaking;

/// <summary>Follows the whole store, and sees each stream grow by one version after the other.</summary>
/// <param name="store">The store.</param>
/// <param name="mostEvents">How many it asks for at a time; null for all that are there, which a store reads in pages.</param>
internal sealed class SoakFollower(IEventStore store, int? mostEvents)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<StreamId, long> versions = [];
    private GlobalPosition checkpoint = GlobalPosition.Start;
    private long events;

    /// <summary>Until nobody writes any more, and nothing is left to read.</summary>
    internal async Task FollowAsync(Task writing)
    {
        var isOver = false;
        while (true)
        {
            var before = events;
            await foreach (var each in store.ReadAllAsync(checkpoint, mostEvents))
            {
                See(each);
            }

            if (events == before)
            {
                if (isOver)
                {
                    return;
                }

                isOver = writing.IsCompleted;
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>As many as were acknowledged, and no others.</summary>
    internal void RefuseOtherThan(long acknowledged)
    {
        if (events != acknowledged)
        {
            throw new InvalidOperationException($"{acknowledged:N0} events were acknowledged, and a follower saw {events:N0}.");
        }
    }

    private void See(RecordedEvent each)
    {
        var last = versions.GetValueOrDefault(each.Stream);
        if (each.Version != last + 1 || each.Position <= checkpoint)
        {
            throw new InvalidOperationException($"After version {last} of '{each.Stream}', and position {checkpoint}, came version {each.Version} at {each.Position}.");
        }

        versions[each.Stream] = each.Version;
        checkpoint = each.Position;
        events++;
    }
}
