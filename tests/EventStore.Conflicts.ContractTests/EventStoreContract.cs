using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// The base of all contracts. An engine's test project inherits every contract once per engine, with an empty body; <see cref="ContractCoverage"/>
/// tells which ones it forgot.
/// </summary>
/// <typeparam name="TEngine">The engine under contract.</typeparam>
public abstract class EventStoreContract<TEngine> : IAsyncDisposable
    where TEngine : ContractEngine, new()
{
    /// <summary>The engine of this test.</summary>
    protected TEngine Engine { get; } = new();

    /// <summary>Cancelled when the test run is.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A store that knows the sample events, and no conflict rules but these.</summary>
    protected IEventStore OpenStore(Action<ConflictRegistryBuilder>? rules = null) =>
        Engine.OpenStore(store => store.MapEvents(SampleEvents.Map).ConfigureConflicts(rules ?? (_ => { })));

    /// <summary>A name that no other test uses.</summary>
    protected static StreamId NewStream(string beginning = "client") => new($"{beginning}-{Guid.NewGuid():N}");

    /// <summary>A new stream that holds <paramref name="events"/>.</summary>
    protected static async Task<StreamId> StreamOfAsync(IEventStore store, params NewEvent[] events)
    {
        var stream = NewStream();
        await store.AppendAsync(stream, NoStream, events);
        return stream;
    }

    /// <summary>Asserts that an append is refused with exactly this exception, and that it wrote nothing.</summary>
    protected static async Task<TException> RefusedAsync<TException>(
        IEventStore store, StreamId stream, ExpectedVersion expected, params NewEvent[] events)
        where TException : EventStoreException
    {
        var before = await store.IdsAsync(stream);
        var refusal = await Assert.ThrowsAsync<TException>(() => store.AppendAsync(stream, expected, events));
        (await store.IdsAsync(stream)).Should().Equal(before, "a refused append writes nothing");
        (await store.GetStreamVersionAsync(stream, Token)).Should().Be(before.Count);
        return refusal;
    }
}
