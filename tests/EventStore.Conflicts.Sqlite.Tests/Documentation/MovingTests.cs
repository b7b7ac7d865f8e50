using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.Sqlite.Tests.Documentation;

/// <summary>What docs/moving.md shows.</summary>
public sealed class MovingTests : SqliteTest
{
    [Fact]
    public async Task A_reader_goes_on_after_the_same_event_in_the_store_that_was_moved()
    {
        var (path, token) = (Database, Token);
        await MakeStoreAsync(events: 3);
        ExecuteByHand("UPDATE sqlite_sequence SET seq = 1000 WHERE name = 'events'");
        await MakeStoreAsync(events: 4);
        await using var target = new InMemoryEventStorage();

        await using var source = SqliteEventStorage.Open(path, new SqliteOptions { ReadOnly = true });
        var progress = new Progress<CopyProgress>(so => Console.WriteLine($"{so.AlreadyThere + so.Copied:N0} of {so.Total:N0} events"));
        var copied = await source.CopyToAsync(target, progress, token);

        copied.Copied.Should().Be(7);
        var originals = await source.ReadAllAsync(GlobalPosition.Start, 9, token).ToListAsync(token);
        var copies = await target.ReadAllAsync(GlobalPosition.Start, 9, token).ToListAsync(token);
        for (var i = 0; i < originals.Count; i++)
        {
            (await MapAsync(source, target, originals[i].Position, token)).Should().Be(copies[i].Position);
        }

        originals[^1].Position.Should().NotBe(copies[^1].Position, "otherwise nothing had to be mapped");
        (await MapAsync(source, target, GlobalPosition.Start, token)).Should().Be(GlobalPosition.Start);
        (await target.ContentsAsync()).Should().Equal(await source.ContentsAsync());
    }

    public static async Task<GlobalPosition> MapAsync(IEventStorage source, IEventStorage target, GlobalPosition checkpoint, CancellationToken token)
    {
        var processed = await source.ReadAllAsync(GlobalPosition.Start, long.MaxValue, token).TakeWhile(each => each.Position <= checkpoint).LongCountAsync(token);
        var last = await target.ReadAllAsync(GlobalPosition.Start, processed, token).LastOrDefaultAsync(token);
        return last?.Position ?? GlobalPosition.Start;
    }
}
