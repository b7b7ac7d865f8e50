using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;
using EventStore.Conflicts.Torture.Soaking;

namespace EventStore.Conflicts.Torture.Tests;

public sealed class SoakFollowerTests
{
    private const int Events = 5;

    [Theory]
    [InlineData(2)]
    [InlineData(null)]
    public async Task Who_sees_everything_has_nothing_to_say(int? mostEvents)
    {
        var follower = await FollowAsync(skipped: 0, mostEvents);

        follower.RefuseOtherThan(Events);
    }

    [Fact]
    public async Task An_event_that_a_store_skips_is_missed()
    {
        var following = () => FollowAsync(skipped: 3, mostEvents: null);

        await following.Should().ThrowAsync<InvalidOperationException>().WithMessage("After version 2 of 's'*");
    }

    [Fact]
    public async Task The_last_event_is_missed_too()
    {
        var follower = await FollowAsync(skipped: Events, mostEvents: null);

        follower.Invoking(each => each.RefuseOtherThan(Events)).Should().Throw<InvalidOperationException>();
    }

    private static async Task<SoakFollower> FollowAsync(int skipped, int? mostEvents)
    {
        await using var store = new EventStoreBuilder().UseStorage(_ => new Skipping(new InMemoryEventStorage(), skipped)).Build();
        NewEvent[] events = [.. Enumerable.Range(0, Events).Select(_ => NewEvent.Raw("a", "{}"u8.ToArray()))];
        await store.AppendToStreamAsync(new StreamId("s"), ExpectedVersion.Any, events, cancellationToken: TestContext.Current.CancellationToken);
        var follower = new SoakFollower(store, mostEvents);
        await follower.FollowAsync(Task.CompletedTask);
        return follower;
    }

    private sealed class Skipping(IEventStorage inner, int version) : ForwardingStorage(inner)
    {
        public override IAsyncEnumerable<StoredEvent> ReadAllAsync(GlobalPosition after, long maxCount, CancellationToken cancellationToken) =>
            base.ReadAllAsync(after, maxCount, cancellationToken).Where(each => each.Version != version);
    }
}
