using Dapper;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>Several appends of one call: one transaction, and so all of them or none where it fails.</summary>
public sealed class AppendInOrderTests : SqliteTest
{
    [Fact]
    public async Task They_share_one_commit_and_no_other_caller_stands_between_them()
    {
        await using var storage = SqliteEventStorage.Open(Database, new SqliteOptions { BusyTimeout = TimeSpan.FromMinutes(1), MaxEventsPerCommit = 10 });
        await storage.AppendAsync(Append("first"), Token);

        // Somebody who goes on reading keeps the log from being begun anew, so that all commits stay in it.
        using var reading = OpenByHand();
        using var snapshot = reading.BeginTransaction(deferred: true);
        reading.ExecuteScalar<long>("SELECT COUNT(*) FROM events", transaction: snapshot);
        var before = WriteAheadLog.CountCommits(Database);
        Task<IReadOnlyList<StorageAppendResult>> ours;
        Task<StorageAppendResult>[] theirs;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            ours = storage.AppendInOrderAsync([.. Enumerable.Range(0, 2_000).Select(number => Append($"ours-{number % 70}"))], Token);
            theirs = [.. Enumerable.Range(0, 5).Select(number => storage.AppendAsync(Append($"ours-{number}"), Token))];
        }

        var positions = (await ours).Select(result => result.Position!.Value.Sequence).ToArray();
        await Task.WhenAll(theirs);

        positions.Should().Equal(Enumerable.Range(2, 2_000).Select(position => (long)position));
        (WriteAheadLog.CountCommits(Database) - before).Should().Be(2, "what is larger than MaxEventsPerCommit goes alone, the others after it");
    }

    [Fact]
    public async Task Where_one_does_not_fit_none_is_written_and_the_neighbours_are()
    {
        await using var storage = SqliteEventStorage.Open(Database, new SqliteOptions { MaxPageCount = 60, BusyTimeout = TimeSpan.FromMinutes(1) });
        await storage.AppendAsync(Append("first"), Token);
        Task<StorageAppendResult> before, after;
        Task<IReadOnlyList<StorageAppendResult>> tooMuch;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            before = storage.AppendAsync(Append("before"), Token);
            tooMuch = storage.AppendInOrderAsync([.. Enumerable.Range(0, 200).Select(number => Append($"ours-{number}", bytes: 4_000))], Token);
            after = storage.AppendAsync(Append("after"), Token);
        }

        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => tooMuch);

        (await before).Position!.Value.Sequence.Should().Be(2);
        (await after).Position!.Value.Sequence.Should().Be(3);
        (await storage.ListStreamsAsync("", null, 9, Token)).Select(each => each.Stream.Value).Should().Equal("after", "before", "first");
        (await storage.CheckIntegrityAsync(Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task They_can_be_cancelled_while_they_wait_and_then_write_nothing()
    {
        await using var storage = SqliteEventStorage.Open(Database, new SqliteOptions { BusyTimeout = TimeSpan.FromMinutes(30) });
        using var cancelling = new CancellationTokenSource();
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            var append = storage.AppendInOrderAsync([Append("one"), Append("two")], cancelling.Token);
            await cancelling.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        }

        (await storage.ListStreamsAsync("", null, 9, Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_store_that_was_opened_for_reading_only_refuses_them()
    {
        await MakeStoreAsync();
        await using var reader = SqliteEventStorage.Open(Database, new SqliteOptions { ReadOnly = true });

        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.AppendInOrderAsync([Append("one")], Token));
    }

    private static StorageAppend Append(string stream, int bytes = 2) => new()
    {
        Stream = new StreamId(stream),
        Expected = ExpectedVersion.Any,
        Condition = AppendCondition.RefuseAnything,
        Events = [new EncodedEvent(Guid.CreateVersion7(), "happened", new byte[bytes], default)],
    };
}
