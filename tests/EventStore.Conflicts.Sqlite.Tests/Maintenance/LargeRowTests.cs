namespace EventStore.Conflicts.Sqlite.Tests.Maintenance;

/// <summary>A row that is larger than any limit lets an event be is refused before memory is taken for it.</summary>
public sealed class LargeRowTests : SqliteTest
{
    private const int TooLarge = 540_000_000;

    [Fact]
    public async Task It_is_refused_and_the_events_before_it_are_read()
    {
        await MakeStoreAsync(events: 2);
        ExecuteByHand($"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; UPDATE events SET metadata = zeroblob({TooLarge}) WHERE version = 2");
        await using var store = OpenStore();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = () => store.ReadStreamAsync(Stream, fromVersion: 2, cancellationToken: Token).ToListAsync(Token).AsTask();

        await read.Should().ThrowAsync<EventStoreUnusableException>().WithMessage("*too big*");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(TooLarge / 10);
        (await store.ReadStreamAsync(Stream, maxCount: 1, cancellationToken: Token).ToListAsync(Token)).Should().ContainSingle();
    }
}
