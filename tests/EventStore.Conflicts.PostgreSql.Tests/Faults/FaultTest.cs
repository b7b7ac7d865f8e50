using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

/// <summary>Sessions end, servers die, answers are lost; on a server of these tests' own.</summary>
public abstract class FaultTest(OwnServer own) : OwnServerTest(own)
{
    /// <summary>Tries again, a few times at once.</summary>
    protected static RetryingEventStore Retrying(IEventStore store, int maxRetries = 2) => new(store, new RetryOptions { MaxRetries = maxRetries, BaseDelay = TimeSpan.Zero });

    /// <summary>Ends the sessions of the stores, as an administrator or a failover would.</summary>
    protected Task TerminateAsync(string which = "true") =>
        ExecuteAsync($"select count(pg_terminate_backend(pid, 60000)) from pg_stat_activity where application_name = '{Schema}' and {which}");

    /// <summary>Has as many connections at rest, and another one that never waits for a stream.</summary>
    protected async Task<IEventStore> OpenWithConnectionsAsync(int senders)
    {
        var store = OpenStore(options => options.MaxAppendConnections = senders + 1);
        await store.AppendAsync(new StreamId("types"), Any, ANote());
        var streams = Enumerable.Range(0, senders).Select(number => new StreamId($"busy-{number}")).ToArray();
        await using var holder = await SessionAsync($"begin; select {string.Join(", ", streams.Select(LockOf))}");
        var appends = streams.Select(stream => store.AppendAsync(stream, Any, ANote())).ToArray();
        await UntilWaitingAsync(senders);
        await holder.ExecuteAsync("commit");
        await Task.WhenAll(appends);
        return store;
    }
}
