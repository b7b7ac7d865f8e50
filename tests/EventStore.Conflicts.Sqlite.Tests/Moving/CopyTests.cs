using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.Sqlite.Tests.Moving;

/// <summary>A file as the source and the target of a copy.</summary>
public sealed class CopyTests : SqliteTest
{
    private string Target => Path.Combine(Folder, "target.db");

    [Fact]
    public async Task A_file_that_somebody_else_has_open_is_copied_into_another_by_who_may_only_read_it()
    {
        await using var original = await RandomStores.CreateAsync(seed: 1, appends: 600);
        await using var writer = SqliteEventStorage.Open(Database);
        await original.CopyToAsync(writer, cancellationToken: Token);
        await using var source = SqliteEventStorage.Open(Database, new SqliteOptions { ReadOnly = true });
        await using var target = SqliteEventStorage.Open(Target);

        var copied = await source.CopyToAsync(target, cancellationToken: Token);

        (copied.Copied, copied.AlreadyThere).Should().Be((copied.Total, 0));
        (await target.ContentsAsync()).Should().Equal(await original.ContentsAsync());
        (await target.CheckIntegrityAsync(Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_written_to_the_file_after_a_copy_comes_over_with_the_next_one()
    {
        await using var writer = SqliteEventStorage.Open(Database);
        var dropped = await writer.DropAsync(Stream, Token);
        await using var source = SqliteEventStorage.Open(Database, new SqliteOptions { ReadOnly = true });
        await using var target = new InMemoryEventStorage();
        (await source.CopyToAsync(target, cancellationToken: Token)).Should().Be(new CopyProgress { Total = 0, Dropped = 1 });
        await writer.SendAsync(Stream, dropped with { Id = Guid.CreateVersion7(), IsDropped = false }, Token);

        var again = await source.CopyToAsync(target, cancellationToken: Token);

        (again.Total, again.Copied, again.Dropped).Should().Be((1, 1, 1));
        (await target.ContentsAsync()).Should().Equal(await writer.ContentsAsync());
    }

    [Fact]
    public async Task A_target_that_runs_out_of_space_is_filled_further_once_it_has_some()
    {
        await using var source = await RandomStores.CreateAsync(seed: 2, appends: 1_500);
        CopyProgress? reached = null;
        await using (var small = SqliteEventStorage.Open(Target, new SqliteOptions { MaxPageCount = 70 }))
        {
            await Assert.ThrowsAsync<EventStoreUnavailableException>(() => source.CopyToAsync(small, new ProgressListener(progress => reached = progress), Token));
        }

        await using var target = SqliteEventStorage.Open(Target);
        var copied = await source.CopyToAsync(target, cancellationToken: Token);

        copied.AlreadyThere.Should().BePositive().And.Be(reached!.Copied, "a portion is there as a whole or not at all");
        copied.Copied.Should().BePositive().And.Be(copied.Total - reached.Copied);
        (await target.ContentsAsync()).Should().Equal(await source.ContentsAsync());
    }

    [Fact]
    public async Task A_target_that_was_opened_for_reading_only_takes_nothing()
    {
        await using var source = await RandomStores.CreateAsync(seed: 3, appends: 10);
        await SqliteEventStorage.Open(Target).DisposeAsync();
        await using var target = SqliteEventStorage.Open(Target, new SqliteOptions { ReadOnly = true });

        await Assert.ThrowsAsync<InvalidOperationException>(() => source.CopyToAsync(target, cancellationToken: Token));
    }
}
