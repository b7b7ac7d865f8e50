namespace EventStore.Conflicts.PostgreSql.Load.Following;

/// <summary>Reads the whole store from its start, again and again from where it was, while others write.</summary>
internal sealed class Follower(IEventStore store, EventLog seen, Problems problems)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private GlobalPosition last = GlobalPosition.Start;
    private long events;
    private TimeSpan maxBehind;
    private TimeSpan maxBarrier;

    /// <summary>Follows until it has seen everything up to a position.</summary>
    /// <param name="readBarrier">How old the transaction is that readers wait for.</param>
    /// <param name="end">The position, once it is known.</param>
    internal async Task<FollowerReport> RunAsync(Func<Task<TimeSpan>> readBarrier, Task<GlobalPosition> end)
    {
        for (var isLast = false; !isLast;)
        {
            try
            {
                if (end.IsCompletedSuccessfully)
                {
                    await store.WaitUntilVisibleAsync(await end);
                    isLast = true;
                }

                await ReadAsync();
                var barrier = await readBarrier();
                maxBarrier = barrier > maxBarrier ? barrier : maxBarrier;
                await Task.Delay(Pause);
            }
            catch (EventStoreUnavailableException)
            {
                // The store's own retries ran out: on from where it was.
                isLast = false;
            }
        }

        return new FollowerReport(events, maxBehind, maxBarrier);
    }

    private async Task ReadAsync()
    {
        await foreach (var each in store.ReadAllAsync(last))
        {
            if (each.Position <= last)
            {
                problems.Add($"The follower was at {last} and got {each.Position}.");
            }

            last = each.Position;
            seen.Write(new LoggedEvent(each.Id, each.Stream, each.Version, each.Position));
            var behind = DateTimeOffset.UtcNow - each.Timestamp;
            maxBehind = behind > maxBehind ? behind : maxBehind;
            events++;
        }
    }
}
