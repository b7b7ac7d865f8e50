using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

/// <summary>A dump is restored. Where the server is a new one, the ids of its transactions are lower than those in the positions.</summary>
public sealed class RestoredStoreTests(OwnServer own) : RoleTest(own)
{
    private PostgreSqlServer? second;
    private BreakableLine? line;

    [Fact]
    public async Task New_positions_come_after_the_old_ones_and_nothing_is_lost_from_view()
    {
        var old = await FillAsync();
        await RestoreIntoSecondServerAsync();

        foreach (var expected in new[] { 2, 2 })
        {
            // As the application, whose role may do no more than the head of the script says.
            var restored = OpenStore(rules: rules => rules.For<MeetingNoteAdded>().NeverConflicts(), host: ConnectAsRole(address => address.Port = second!.Port));
            var result = await restored.AppendAsync(Stream, Exactly(1), ANote());
            result.Outcome.Should().Be(AppendOutcome.Admitted);

            result.Position!.Value.Should().BeGreaterThan(old[^1].Position).And.Match(each => ((GlobalPosition)each).Epoch == expected);
            await restored.WaitUntilVisibleAsync(result.Position.Value, Token);
            var all = await restored.ReadEverythingAsync();
            all.Take(old.Count).Select(each => (each.Id, each.Position)).Should().Equal(old.Select(each => (each.Id, each.Position)));
            all.Select(each => each.Position).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
            (await restored.ReadEverythingAsync(old[^1].Position)).Should().OnlyContain(each => each.Version > 2, "a checkpoint of before still stands where it stood");
        }
    }

    [Theory]
    [InlineData("client-1", false)]
    [InlineData("client-1", true)]
    [InlineData("new", false)]
    [InlineData("new", true)]
    public async Task A_store_that_was_left_open_refuses_to_write_to_another_server_than_it_was_opened_on(string stream, bool openedAgain)
    {
        await FillAsync();
        line = Keep(new BreakableLine(Server.Port));
        var left = OpenStore(host: ConnectAsRole(address => address.Port = line.Port));
        await left.ReadAsync(Stream);
        await RestoreIntoSecondServerAsync();
        if (openedAgain)
        {
            OpenStore(host: ConnectAsRole(address => address.Port = second!.Port));
        }

        line.Target = second!.Port;
        line.Break();
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => left.ReadAsync(Stream));
        var failure = await Assert.ThrowsAsync<EventStoreUnusableException>(() => left.AppendAsync(new StreamId(stream), Any, ANote()));

        failure.Message.Should().Contain("restored").And.Contain("open it again");
        (await QueryAsync<long>(SecondDatabase, $"select count(*) from {Schema}.events")).Should().Be(2);
    }

    [Fact]
    public async Task So_does_one_that_has_written_before_even_where_the_mark_of_the_store_happens_to_be_the_same()
    {
        await FillAsync();
        await ExecuteAsync($"update {Schema}.store set epoch = epoch"); // now, so that its mark is an id that a new server is yet to come to
        line = Keep(new BreakableLine(Server.Port));
        var left = OpenStore(host: ConnectAsRole(address => address.Port = line.Port));
        await left.AppendAsync(Stream, Any, ANote());
        var readMark = $"select xmin::text::bigint from {Schema}.store";
        var mark = await QueryAsync<long>(readMark);
        await RestoreIntoSecondServerAsync();
        await ExecuteAsync(
            SecondDatabase,
            $"do 'begin while pg_current_xact_id()::text::bigint < {mark} loop commit; end loop; update {Schema}.store set epoch = epoch; end'");
        (await QueryAsync<long>(SecondDatabase, readMark)).Should().Be(mark, "of this the test is made");

        line.Target = second!.Port;
        line.Break();
        await Assert.ThrowsAnyAsync<EventStoreException>(() => left.AppendAsync(Stream, Any, ANote()));
        var failure = await Assert.ThrowsAsync<EventStoreUnusableException>(() => left.AppendAsync(Stream, Any, ANote()));

        failure.Message.Should().Contain("restored").And.Contain("open it again");
        (await QueryAsync<long>(SecondDatabase, $"select count(*) from {Schema}.events")).Should().Be(3);
    }

    [Fact]
    public async Task So_does_one_whose_new_server_was_promoted_once_and_is_ahead()
    {
        await FillAsync();
        line = Keep(new BreakableLine(Server.Port));
        var left = OpenStore(host: ConnectAsRole(address => address.Port = line.Port));
        using (var former = Installed.StartServer())
        {
            second = former.StartStandby();
            former.Kill();
            second.Promote();
        }

        await RestoreAsync();
        var last = await QueryAsync<long>("select pg_current_xact_id()::text::bigint");
        await ExecuteAsync(SecondDatabase, $"do 'begin while pg_current_xact_id()::text::bigint <= {last} loop commit; end loop; end'");

        line.Target = second.Port;
        line.Break();
        await Assert.ThrowsAnyAsync<EventStoreException>(() => left.AppendAsync(Stream, Any, ANote()));
        var failure = await Assert.ThrowsAsync<EventStoreUnusableException>(() => left.AppendAsync(Stream, Any, ANote()));

        failure.Message.Should().Contain("restored").And.Contain("open it again");
        (await QueryAsync<long>(SecondDatabase, $"select count(*) from {Schema}.events")).Should().Be(2);
    }

    [Fact]
    public async Task So_does_one_whose_store_was_restored_on_the_same_server()
    {
        await FillAsync();
        var left = OpenStore();
        var dump = await DumpAsync();
        await left.AppendAsync(Stream, Any, ARaise()); // its type gets a number that the dump doesn't know

        await ExecuteAsync($"drop schema {Schema} cascade");
        await ServerProgram.RunAsync("psql", Database, dump, "-v", "ON_ERROR_STOP=1");
        await OpenStore().AppendAsync(OtherStream, Any, APriceChange()); // and that belongs to another type now
        var failure = await Assert.ThrowsAsync<EventStoreUnusableException>(() => left.AppendAsync(Stream, Any, ARaise()));

        failure.Message.Should().Contain("restored").And.Contain("open it again");
        (await OpenStore().ReadAsync(Stream)).Should().HaveCount(2);
    }

    [Fact]
    public async Task So_does_one_whose_store_was_dropped_and_made_anew()
    {
        await FillAsync();
        var left = OpenStore();
        await left.AppendAsync(Stream, Any, ANote());

        await ExecuteAsync($"drop schema {Schema} cascade");
        var anew = OpenStore();
        await Assert.ThrowsAsync<EventStoreUnusableException>(() => left.AppendAsync(Stream, Any, ANote()));

        (await anew.ReadAsync(Stream)).Should().BeEmpty();
    }

    protected override async Task CleanUpAsync()
    {
        second?.Dispose();
        await base.CleanUpAsync();
    }

    private string SecondDatabase => new NpgsqlConnectionStringBuilder(Database) { Port = second!.Port }.ConnectionString;

    /// <summary>Two events, written by transactions whose ids a new server is far from.</summary>
    private async Task<IReadOnlyList<RecordedEvent>> FillAsync()
    {
        await GrantAsync();
        await ExecuteAsync("do 'begin for i in 1 .. 5000 loop perform pg_current_xact_id(); commit; end loop; end'");
        var store = OpenStore();
        await store.AppendVisiblyAsync(Stream, ANote());
        await store.AppendVisiblyAsync(Stream, ANote());
        return await store.ReadEverythingAsync();
    }

    private Task<string> DumpAsync() => ServerProgram.RunAsync("pg_dump", Database, "", $"--schema={Schema}");

    /// <summary>The second server lets in whom the first one does.</summary>
    private async Task RestoreIntoSecondServerAsync()
    {
        second = Installed.StartServer();
        await RestoreAsync();
    }

    private async Task RestoreAsync()
    {
        await ExecuteAsync(
            second!.ConnectionString,
            $"create role {Role} login password '{Password}'; alter role postgres password '{new NpgsqlConnectionStringBuilder(Database).Password}'");
        await ServerProgram.RunAsync("psql", SecondDatabase, await DumpAsync(), "-v", "ON_ERROR_STOP=1");
    }
}
