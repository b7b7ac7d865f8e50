using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using EventStore.Conflicts.Resilience;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

/// <summary>
/// A standby is promoted that lacks what its primary committed last. Nobody can bring that back, but its places must not be given again: who follows the store has passed them.
/// </summary>
public sealed class LostTailTests : StoreTest
{
    private readonly PostgreSqlServer primary;
    private readonly PostgreSqlServer standby;
    private PostgreSqlServer? second;
    private BreakableLine? line;
    private bool isBehind;

    public LostTailTests()
    {
        primary = Installed.StartServer(new() { Fsync = false });
        standby = primary.StartStandby();
    }

    [Fact]
    public async Task What_comes_after_stands_behind_all_that_was_ever_seen()
    {
        var store = await WithANoteAsync(OpenOnBoth());
        StopFollowing();
        for (var i = 0; i < 5; i++)
        {
            await store.AppendVisiblyAsync(Stream, ANote());
        }

        var seen = (await store.ReadEverythingAsync())[^1];
        FailOver();
        var next = await AppendAsync(store, ANote());

        next.Version.Should().Be(2, "the others are lost");
        next.Position!.Value.Should().BeGreaterThan(seen.Position);
        await store.WaitUntilVisibleAsync(next.Position.Value, Token);
        (await store.ReadEverythingAsync(seen.Position)).Should().ContainSingle().Which.Version.Should().Be(2);
    }

    [Fact]
    public async Task Every_host_goes_on_by_itself_and_the_order_holds_between_them()
    {
        IEventStore[] hosts = [OpenOnBoth(), OpenOnBoth(), OpenOnBoth()];
        foreach (var host in hosts)
        {
            await host.AppendVisiblyAsync(Stream, ANote());
        }

        await WaitForStandbyAsync();
        FailOver();

        var positions = new List<GlobalPosition>();
        foreach (var host in hosts.Concat(hosts))
        {
            positions.Add((await AppendAsync(host, ANote(), ANote())).Position!.Value);
        }

        positions.Should().BeInAscendingOrder().And.OnlyContain(each => each.Epoch == 2, "it moves once");
        (await hosts[0].ReadAsync(Stream)).Select(each => each.Version).Should().Equal(Enumerable.Range(1, 15).Select(version => (long)version));
    }

    [Fact]
    public async Task Numbers_that_were_lost_and_given_to_other_names_are_not_mistaken()
    {
        var store = await WithANoteAsync(OpenOnBoth());
        StopFollowing();
        await NumberFromAThousandAsync(primary);
        await store.AppendVisiblyAsync(new StreamId("lost"), ARaise());
        (await store.ReadEverythingAsync()).Should().HaveCount(2);

        FailOver();
        await NumberFromAThousandAsync(standby);
        await AppendAsync(OpenOnBoth(), new StreamId("other"), APriceChange());
        await AppendAsync(store, new StreamId("other"), ARaise());

        (await store.ReadEverythingAsync()).Select(each => $"{each.Stream} {each.Type}").Should().Equal(
            $"{Stream} {MeetingNoteAdded.TypeName}", $"other {PriceChanged.TypeName}", $"other {ClientValueRaised.TypeName}");
    }

    [Fact]
    public async Task An_append_that_has_to_wait_for_its_stream_first_finds_it_out_too()
    {
        var store = await WithANoteAsync(OpenOnBoth());
        StopFollowing();
        await store.AppendVisiblyAsync(Stream, ANote(), ANote());
        var seen = (await store.ReadEverythingAsync())[^1];
        FailOver();
        await using var holder = await Session.OpenAsync(standby.ConnectionString, $"begin; select {LockOf(Stream)}");

        var waiting = AppendAsync(store, ANote());
        while (!await holder.QueryAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and not granted)"))
        {
            await holder.ExecuteAsync("select pg_sleep(0.01)");
        }

        await holder.ExecuteAsync("commit");

        (await waiting).Position!.Value.Should().BeGreaterThan(seen.Position);
        (await AppendAsync(store, ANote())).Position!.Value.Should().BeGreaterThan((await waiting).Position!.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_failover_may_lose_even_that_there_was_a_first(bool anotherHostIsFirst)
    {
        var store = await WithANoteAsync(OpenOnLine());
        FailOver();
        second = standby.StartStandby();
        second.Kill();
        Move(standby);
        await AppendAsync(store, new StreamId("lost"), ARaise(), ARaise());
        var seen = (await store.ReadEverythingAsync())[^1];
        seen.Position.Epoch.Should().Be(2);

        standby.Kill();
        second.Start();
        second.Promote();
        Move(second);
        if (anotherHostIsFirst)
        {
            await AppendAsync(OpenOnLine(), new StreamId("other"), APriceChange());
        }

        var next = await AppendAsync(store, new StreamId("another"), AStockCount());

        next.Position!.Value.Should().BeGreaterThan(seen.Position);
        await store.WaitUntilVisibleAsync(next.Position.Value, Token);
        (await store.ReadEverythingAsync(seen.Position)).Select(each => $"{each.Stream} {each.Type}").Should().Equal(
            anotherHostIsFirst ? [$"other {PriceChanged.TypeName}", $"another {StockCounted.TypeName}"] : [$"another {StockCounted.TypeName}"]);
    }

    [Fact]
    public async Task A_host_that_followed_one_standby_follows_another_one_that_never_did()
    {
        second = primary.StartStandby();
        var store = await WithANoteAsync(OpenOnLine());
        FailOver();
        Move(standby);
        var seen = (await AppendAsync(store, ANote(), ARaise())).Position!.Value;

        standby.Kill();
        second.Promote();
        Move(second);
        var other = OpenOnLine();
        await AppendAsync(other, APriceChange());
        var next = (await AppendAsync(store, ARaise())).Position!.Value;

        next.Should().BeGreaterThan(seen);
        (await AppendAsync(other, ANote())).Position!.Value.Should().BeGreaterThan(next);
        (await store.ReadAsync(Stream)).Select(each => each.Type).Should().Equal(
            MeetingNoteAdded.TypeName, PriceChanged.TypeName, ClientValueRaised.TypeName, MeetingNoteAdded.TypeName);
    }

    [Fact]
    public async Task A_copy_goes_on_too()
    {
        await using var source = new InMemoryEventStorage();
        await new EventStoreBuilder().UseStorage(_ => source).MapEvents(SampleEvents.Map).Build().AppendAsync(Stream, Any, Notes(3));
        var target = OpenStorage(host: OnBoth());
        await WaitForStandbyAsync();
        FailOver();
        while (await Record.ExceptionAsync(() => target.FindKeysAsync([Guid.NewGuid()], Token)) is EventStoreUnavailableException)
        {
            // Connections to the old server are found to be broken one by one.
        }

        (await source.CopyToAsync(target, cancellationToken: Token)).Copied.Should().Be(3);
    }

    protected override string FindDatabase() => primary.ConnectionString;

    protected override Task CleanUpAsync()
    {
        second?.Dispose();
        standby.Dispose();
        primary.Dispose();
        return Task.CompletedTask;
    }

    private IEventStore OpenOnBoth() => OpenStore(host: OnBoth());

    private NpgsqlMultiHostDataSource OnBoth()
    {
        var address = new NpgsqlConnectionStringBuilder(Database) { Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}", HostRecheckSeconds = 0 };
        address.Remove("Port");
        return Keep(new NpgsqlDataSourceBuilder(address.ConnectionString).BuildMultiHost());
    }

    /// <summary>By one address, that moves.</summary>
    private IEventStore OpenOnLine()
    {
        line ??= Keep(new BreakableLine(primary.Port));
        return OpenStore(host: Connect(address => address.Port = line.Port));
    }

    private void Move(PostgreSqlServer to)
    {
        line!.Target = to.Port;
        line.Break();
    }

    /// <summary>Of which the standby has the note.</summary>
    private async Task<IEventStore> WithANoteAsync(IEventStore store)
    {
        await store.AppendVisiblyAsync(Stream, ANote());
        await WaitForStandbyAsync();
        return store;
    }

    private Task NumberFromAThousandAsync(PostgreSqlServer server) => ExecuteAsync(
        server.ConnectionString,
        $"alter sequence {Schema}.streams_id_seq restart 1000; alter sequence {Schema}.event_types_id_seq restart 1000");

    private Task WaitForStandbyAsync() => UntilAsync("select bool_and(replay_lsn = pg_current_wal_lsn()) is true from pg_stat_replication");

    /// <summary>From now on the standby gets nothing.</summary>
    private void StopFollowing()
    {
        standby.Kill();
        isBehind = true;
    }

    private void FailOver()
    {
        primary.Kill();
        if (isBehind)
        {
            standby.Start();
        }

        standby.Promote();
    }

    private static Task<AppendResult> AppendAsync(IEventStore store, params NewEvent[] events) => AppendAsync(store, Stream, events);

    private static Task<AppendResult> AppendAsync(IEventStore store, StreamId stream, params NewEvent[] events) =>
        new RetryingEventStore(store, new RetryOptions { MaxRetries = 20, MaxDelay = TimeSpan.FromMilliseconds(100) }).AppendAsync(stream, Any, events);
}
