using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.PostgreSql.Tests.Writing;

/// <summary>Appends that share a flush on purpose, not by chance.</summary>
public abstract class FlushTest : StoreTest
{
    private static readonly StreamId Gate = new("gate");

    protected static StreamId ThirdStream { get; } = new("client-3");

    /// <summary>A store that sends one flush at a time unless told otherwise, and knows the numbers of the types already: its appends wait nowhere but in the queue.</summary>
    protected async Task<IEventStore> OpenWarmAsync(
        Action<PostgreSqlOptions>? configure = null, Action<ConflictRegistryBuilder>? rules = null)
    {
        var store = OpenStore(
            options =>
            {
                options.MaxAppendConnections = 1;
                options.LockTimeout = TimeSpan.FromHours(1);
                configure?.Invoke(options);
            },
            rules);
        await store.AppendAsync(new StreamId("types"), Any, ANote(), ARaise(), APriceChange());
        return store;
    }

    /// <summary>What is started here goes together, as the sender waits for somebody's stream until all of it is there.</summary>
    protected async Task<T> InOneFlushAsync<T>(IEventStore store, Func<T> start)
    {
        await using var holder = await LockAsync(Gate);
        var first = store.AppendAsync(Gate, Any, ANote());
        await UntilWaitingAsync();
        var started = start();
        await holder.ExecuteAsync("commit");
        await first;
        return started;
    }

    /// <summary>Somebody's transaction that has inserted an event of this id, in another stream, and hasn't ended yet.</summary>
    protected Task<Session> InsertAsync(Guid id) => SessionAsync($"begin; {AppendByHand(new StreamId("elsewhere"), id)}");
}
