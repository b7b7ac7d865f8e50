using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Ordering;

/// <summary>
/// A transaction that has an id, and then waits for a stream, would write a later version at an earlier position: whoever had the stream meanwhile has a greater id.
/// </summary>
public sealed class AppendFunctionTests : StoreTest
{
    private readonly IEventStore store;

    public AppendFunctionTests() => store = OpenStore();

    [Fact]
    public async Task By_hand_it_appends_in_a_transaction_of_its_own()
    {
        await store.AppendAsync(Stream, NoStream, ANote());

        (await QueryAsync<int[]>(AppendByHand(Stream, Guid.NewGuid()))).Should().Equal(0);
        (await QueryAsync<long[]>(AppendOneByHand(Stream, Guid.NewGuid()))).Should().StartWith(new long[] { 0, 2 });

        (await store.ReadAsync(Stream)).Should().HaveCount(3);
    }

    [Theory]
    [InlineData("begin; select pg_current_xact_id()")]
    [InlineData("begin; create temporary table mine ()")]
    [InlineData("begin; savepoint here; select pg_current_xact_id()")]
    [InlineData("begin isolation level repeatable read")]
    [InlineData("begin isolation level serializable")]
    [InlineData("set default_transaction_isolation = 'repeatable read'")]
    public async Task It_refuses_a_transaction_that_has_an_id_already_or_would_not_see_what_it_waited_for(string begin)
    {
        await store.AppendAsync(Stream, NoStream, ANote());
        await using var somebody = await SessionAsync(begin);
        await using var somebodyElse = await SessionAsync(begin);

        (await RefusedAsync(somebody, AppendByHand(Stream, Guid.NewGuid()))).Should().Be("ES001");
        (await RefusedAsync(somebodyElse, AppendOneByHand(Stream, Guid.NewGuid()))).Should().Be("ES001");

        (await store.ReadAsync(Stream)).Should().HaveCount(1);
    }

    [Fact]
    public async Task It_refuses_to_append_twice_in_one_transaction()
    {
        await store.AppendAsync(Stream, NoStream, ANote());
        await using var somebody = await SessionAsync($"begin; {AppendByHand(Stream, Guid.NewGuid())}");

        (await RefusedAsync(somebody, AppendByHand(OtherStream, Guid.NewGuid()))).Should().Be("ES001");
    }

    [Fact]
    public async Task Calls_that_wait_for_the_same_streams_take_their_locks_in_one_order_whatever_order_they_name_them_in()
    {
        await Task.WhenAll(AppendAsync($"'{Stream}', '{OtherStream}'"), AppendAsync($"'{OtherStream}', '{Stream}'"));

        (await QueryAsync<long>($"select count(*) from {Schema}.events")).Should().Be(200);

        async Task AppendAsync(string streams)
        {
            await using var session = await SessionAsync();
            for (var i = 0; i < 100; i++)
            {
                await session.ExecuteAsync(AppendByHand(Stream, Guid.NewGuid()).Replace($"array['{Stream}']", $"array[{streams}]", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task It_has_no_id_while_it_waits_for_the_stream(int size)
    {
        await store.AppendAsync(Stream, NoStream, ANote());
        await using var holder = await LockAsync(Stream);

        var append = store.AppendAsync(Stream, Any, [.. Enumerable.Range(0, size).Select(_ => ANote())]);
        await UntilWaitingAsync();

        (await QueryAsync<long>($"select count(backend_xid) from pg_stat_activity where application_name = '{Schema}'")).Should().Be(0);
        await holder.ExecuteAsync("commit");
        (await append).Version.Should().Be(1 + size);
    }

    private static async Task<string> RefusedAsync(Session session, string sql) =>
        (await Assert.ThrowsAsync<PostgresException>(() => session.ExecuteAsync(sql))).SqlState;
}
