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
    private bool isBehind;

    public LostTailTests()
    {
        primary = Installed.StartServer(new() { Fsync = false });
        standby = primary.StartStandby();
    }

    [Fact]
    public async Task What_comes_after_stands_behind_all_that_was_ever_seen()
    {
        var store = OpenOnBoth();
        await store.AppendVisiblyAsync(Stream, ANote());
        await WaitForStandbyAsync();
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
        var store = OpenOnBoth();
        await store.AppendVisiblyAsync(Stream, ANote());
        await WaitForStandbyAsync();
        StopFollowing();
        await ExecuteAsync($"alter sequence {Schema}.streams_id_seq restart 1000; alter sequence {Schema}.event_types_id_seq restart 1000");
        await store.AppendVisiblyAsync(new StreamId("lost"), ARaise());
        (await store.ReadEverythingAsync()).Should().HaveCount(2);

        FailOver();
        await ExecuteAsync(
            standby.ConnectionString,
            $"alter sequence {Schema}.streams_id_seq restart 1000; alter sequence {Schema}.event_types_id_seq restart 1000");
        await AppendAsync(OpenOnBoth(), new StreamId("other"), APriceChange());
        await AppendAsync(store, new StreamId("other"), ARaise());

        (await store.ReadEverythingAsync()).Select(each => $"{each.Stream} {each.Type}").Should().Equal(
            $"{Stream} {MeetingNoteAdded.TypeName}", $"other {PriceChanged.TypeName}", $"other {ClientValueRaised.TypeName}");
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

    private Task WaitForStandbyAsync() => UntilAsync("select exists (select from pg_stat_replication where replay_lsn = pg_current_wal_lsn())");

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
