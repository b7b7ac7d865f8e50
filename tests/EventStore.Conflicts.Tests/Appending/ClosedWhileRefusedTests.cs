using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Tests.Appending;

/// <summary>A store that is closed after its engine has refused an append, and before the concurrent events are read.</summary>
public sealed class ClosedWhileRefusedTests : IDisposable
{
    private static readonly StreamId Stream = new("notes");

    private readonly FailingStorage storage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => storage.Dispose();

    [Fact]
    public async Task What_a_merge_might_have_dropped_before_it_was_refused_is_not_refused()
    {
        var store = await HavingAsync("counted", "closed");
        storage.Failure = new ObjectDisposedException("store");

        await store.Awaiting(AppendStaleAsync).Should().ThrowAsync<ObjectDisposedException>();

        storage.Failure = null;
        (await AppendStaleAsync(store)).Outcome.Should().Be(AppendOutcome.Dropped);
    }

    [Fact]
    public async Task What_the_types_alone_refuse_stays_refused()
    {
        var store = await HavingAsync("closed");
        storage.Failure = new ObjectDisposedException("store");

        var refusal = await store.Awaiting(each => AppendStaleAsync(each, "noted")).Should().ThrowAsync<StreamConflictException>();

        refusal.Which.Actual.Should().Be(1);
    }

    private async Task<IEventStore> HavingAsync(params IReadOnlyList<string> types)
    {
        var store = new EventStoreBuilder()
            .UseStorage(_ => storage)
            .ConfigureConflicts(rules =>
            {
                rules.For("counted").ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop).ConflictsWith(["closed"]);
                rules.For("noted").ConflictsWith(["closed"]).CompatibleWithItself();
            })
            .Build();
        await store.AppendToStreamAsync(Stream, ExpectedVersion.NoStream, [.. types.Select(Event)], cancellationToken: Token);
        return store;
    }

    private static Task<AppendResult> AppendStaleAsync(IEventStore store) => AppendStaleAsync(store, "counted");

    private static Task<AppendResult> AppendStaleAsync(IEventStore store, string type) =>
        store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(0), [Event(type)], cancellationToken: Token);

    private static NewEvent Event(string type) => NewEvent.Raw(type, "{}"u8.ToArray());
}
