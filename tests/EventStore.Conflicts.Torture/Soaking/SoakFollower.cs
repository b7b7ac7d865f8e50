namespace EventStore.Conflicts.Torture.Soaking;

/// <summary>Follows the whole store, and sees each stream grow by one version after the other.</summary>
internal sealed class SoakFollower(IEventStore store)
{
    private const int MostEvents = 500;
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
            await foreach (var each in store.ReadAllAsync(checkpoint, MostEvents))
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
