using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Writing;

/// <summary>Two hosts want the same things in opposite order, again and again: they may never wait for each other.</summary>
public sealed class CrossingTests : StoreTest
{
    private const int Rounds = 60;

    private TemporaryDatabase? own;

    [Fact]
    public async Task Two_stores_that_append_to_the_same_streams_in_opposite_order_never_block_each_other()
    {
        var (one, other) = await OpenBothAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(AppendAsync(one, Stream, OtherStream, Stream, OtherStream), AppendAsync(other, OtherStream, Stream, OtherStream, Stream));
        }

        (await one.GetStreamVersionAsync(Stream, Token)).Should().Be(4 * Rounds);
        (await one.GetStreamVersionAsync(OtherStream, Token)).Should().Be(4 * Rounds);
        await NoDeadlockAsync();
    }

    [Fact]
    public async Task Of_two_stores_that_insert_the_same_ids_in_opposite_order_one_wins_each()
    {
        var (one, other) = await OpenBothAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var (a, b, c) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
            var answers = await Task.WhenAll(
                TryAsync(one, 1, a), TryAsync(one, 2, b), TryAsync(one, 3, c), TryAsync(other, 4, c), TryAsync(other, 5, b), TryAsync(other, 6, a));

            answers.Count(isWritten => isWritten).Should().Be(3, "an id has one winner");
        }

        await NoDeadlockAsync();
    }

    [Fact]
    public async Task Of_two_batches_of_the_same_ids_in_opposite_order_one_wins()
    {
        var (one, other) = await OpenBothAsync();
        for (var round = 0; round < Rounds; round++)
        {
            Guid[] ids = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
            var answers = await Task.WhenAll(TryAsync(one, 1, ids), TryAsync(other, 2, [.. ids.Reverse()]));

            answers.Count(isWritten => isWritten).Should().Be(1);
        }

        (await QueryAsync<long>($"select count(*) from {Schema}.events")).Should().Be(3 * Rounds);
        await NoDeadlockAsync();
    }

    /// <summary>The server counts the deadlocks of a database.</summary>
    protected override string FindDatabase() => (own = TemporaryDatabase.Create(Installed.SharedServer)).ConnectionString;

    protected override Task CleanUpAsync()
    {
        own!.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Both with one sender, and slow to insert, so that they meet each other.</summary>
    private async Task<(IEventStore One, IEventStore Other)> OpenBothAsync()
    {
        var (one, other) = (OpenWithOneSender(), OpenWithOneSender());
        await ExecuteAsync(SlowInserts.In(Schema));
        return (one, other);
    }

    private IEventStore OpenWithOneSender() => OpenStore(options => options.MaxAppendConnections = 1);

    private static Task<AppendResult[]> AppendAsync(IEventStore store, params StreamId[] streams) =>
        Task.WhenAll(streams.Select(stream => store.AppendAsync(stream, Any, ANote())));

    private static async Task<bool> TryAsync(IEventStore store, int stream, params Guid[] ids)
    {
        try
        {
            await store.AppendAsync(new StreamId($"client-{stream}"), Any, [.. ids.Select(id => ANote(id: id))]);
            return true;
        }
        catch (DuplicateEventException)
        {
            return false;
        }
    }

    /// <summary>A session tells what it counted at its end at the latest.</summary>
    private async Task NoDeadlockAsync()
    {
        await CloseAsync();
        await UntilAsync($"select count(*) = 0 from pg_stat_activity where application_name = '{Schema}'");
        (await QueryAsync<long>("select deadlocks from pg_stat_database where datname = current_database()")).Should().Be(0);
    }
}
