using Dapper;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite.Tests.Files;

public sealed class WriteAheadLogTests : SqliteTest
{
    [Fact]
    public async Task A_store_is_in_the_mode_in_which_readers_and_the_writer_are_not_in_each_others_way()
    {
        await using var store = OpenStore();

        QueryByHand<string>("PRAGMA journal_mode").Should().Be("wal");
    }

    [Fact]
    public async Task An_enumeration_that_pauses_does_not_keep_the_log_from_being_emptied()
    {
        const int Events = 2_000;
        await using var store = OpenStore();
        await AppendAsync(store, [.. Enumerable.Range(0, Events).Select(_ => Event(200))]);
        await using var ofStream = store.ReadStreamAsync(Stream, cancellationToken: Token).GetAsyncEnumerator(Token);
        await using var ofAll = store.ReadAllAsync(cancellationToken: Token).GetAsyncEnumerator(Token);
        (await ofStream.MoveNextAsync()).Should().BeTrue();
        (await ofAll.MoveNextAsync()).Should().BeTrue();

        await AppendAsync(store, [.. Enumerable.Range(0, Events).Select(_ => Event(200))]);

        using (var tool = OpenByHand())
        using (var other = OpenByHand())
        {
            using (var snapshot = other.BeginTransaction(deferred: true))
            {
                other.ExecuteScalar<long>("SELECT COUNT(*) FROM events", transaction: snapshot);
                EmptyLog(tool).Should().Be(1, "somebody who holds a transaction does keep it");
            }

            EmptyLog(tool).Should().Be(0);
        }

        new FileInfo(Database + "-wal").Length.Should().Be(0);
        (await CountRestAsync(ofStream)).Should().Be(Events - 1);
        (await CountRestAsync(ofAll)).Should().Be(Events - 1);
    }

    private static long EmptyLog(SqliteConnection tool) => tool.ExecuteScalar<long>("PRAGMA wal_checkpoint(TRUNCATE)");

    private static async Task<int> CountRestAsync(IAsyncEnumerator<RecordedEvent> events)
    {
        var count = 0;
        while (await events.MoveNextAsync())
        {
            count++;
        }

        return count;
    }
}
