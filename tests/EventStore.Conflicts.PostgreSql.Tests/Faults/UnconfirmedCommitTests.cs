using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

/// <summary>
/// A commit waits for the synchronous standby, and somebody breaks that off. The primary shows its events, but nothing says that the standby will ever have them, and no
/// failover may lose what a caller was told is written.
/// </summary>
public sealed class UnconfirmedCommitTests : StoreTest
{
    private const string IsWaiting = "wait_event = 'SyncRep'";

    private PostgreSqlServer primary = null!;

    protected override string FindDatabase() => (primary = Installed.StartServer()).ConnectionString;

    protected override Task CleanUpAsync()
    {
        primary.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("pg_terminate_backend", 1)]
    [InlineData("pg_cancel_backend", 1)]
    [InlineData("pg_cancel_backend", 2)]
    public async Task It_is_unknown_and_sending_it_again_waits_for_the_standby_again(string breakOff, int size)
    {
        var store = OpenStore();
        await store.AppendAsync(Stream, NoStream, ANote());
        using var standby = primary.StartStandby(synchronous: true);
        standby.Stop();
        var notes = Enumerable.Range(0, size).Select(_ => ANote()).ToArray();

        var append = store.AppendAsync(Stream, Exactly(1), notes);
        await UntilItWaitsAsync(append);
        await ExecuteAsync($"select {breakOff}(pid) from pg_stat_activity where {IsWaiting}");
        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => append);
        (await store.ReadAsync(Stream)).Should().HaveCount(1 + size, "the primary shows what it has");

        var again = store.AppendAsync(Stream, Exactly(1), notes);
        await UntilItWaitsAsync(again);
        standby.Start();

        (await again).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.AlreadyAppended && each.Version == 1 + size);
        primary.Kill();
        standby.Promote();
        (await QueryAsync<long>(standby.ConnectionString, $"select count(*) from {Schema}.events")).Should().Be(1 + size);
    }

    /// <summary>Until the append waits for the standby; or until it ends, which it must not.</summary>
    private async Task UntilItWaitsAsync(Task append)
    {
        var waits = UntilAsync($"select exists (select from pg_stat_activity where {IsWaiting})");
        (await Task.WhenAny(waits, append)).Should().Be(waits, "nothing is acknowledged that the standby lacks");
        await waits;
    }
}
