using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;
using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Tests;

public sealed class DisturbedStorageTests
{
    private int happened;

    [Fact]
    public async Task It_happens_once_when_one_more_than_so_many_appends_have_begun()
    {
        await using var storage = new DisturbedStorage(new InMemoryEventStorage(), before: 2, Happen, waits: false);

        List<int> after = [];
        for (var appends = 1; appends <= 5; appends++)
        {
            await AppendAsync(storage);
            after.Add(happened);
        }

        after.Should().Equal(0, 0, 1, 1, 1);
        (await storage.OverAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Where_there_are_too_few_appends_it_never_happens_and_is_not_waited_for()
    {
        await using var storage = new DisturbedStorage(new InMemoryEventStorage(), before: 2, Happen, waits: false);
        await AppendAsync(storage);
        await AppendAsync(storage);

        (await storage.OverAsync()).Should().BeFalse();

        happened.Should().Be(0);
    }

    [Fact]
    public async Task It_is_over_when_all_of_it_has_happened()
    {
        var happening = new TaskCompletionSource();
        await using var storage = new DisturbedStorage(new InMemoryEventStorage(), before: 0, () => happening.Task, waits: false);
        await AppendAsync(storage);

        var over = storage.OverAsync();

        over.IsCompleted.Should().BeFalse();
        happening.SetResult();
        (await over).Should().BeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_append_that_fails_meanwhile_tells_so_when_it_is_over_or_at_once(bool waits)
    {
        var happening = new TaskCompletionSource();
        await using var storage = new DisturbedStorage(new Unavailable(), before: 0, () => happening.Task, waits);

        var append = AppendAsync(storage);

        append.IsCompleted.Should().Be(!waits);
        happening.SetResult();
        await append.Awaiting(each => each).Should().ThrowAsync<EventStoreUnavailableException>();
    }

    private static Task<StorageAppendResult> AppendAsync(DisturbedStorage storage) => storage.AppendAsync(
        new StorageAppend { Stream = new StreamId("s"), Expected = ExpectedVersion.Any, Condition = AppendCondition.RefuseNothing, Events = [] }, TestContext.Current.CancellationToken);

    private Task Happen()
    {
        happened++;
        return Task.CompletedTask;
    }

    private sealed class Unavailable() : ForwardingStorage(new InMemoryEventStorage())
    {
        public override Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken) =>
            Task.FromException<StorageAppendResult>(new EventStoreUnavailableException("Not now."));
    }
}
