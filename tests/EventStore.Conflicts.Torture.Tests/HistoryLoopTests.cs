using EventStore.Conflicts.Torture.Days;
using EventStore.Conflicts.Torture.Workload;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EventStore.Conflicts.Torture.Tests;

public sealed class HistoryLoopTests
{
    private const int First = 5;

    private static readonly HistoryLoop Loop = new("histories", "memory", new DayOptions(First, Cycles: 4, TimeSpan.MaxValue, "nowhere"));

    public static TheoryData<Exception> Failures { get; } =
        [new TimeoutException(), new SqliteException("disk I/O error", 10), new NpgsqlException(), new IOException(), new OperationCanceledException(), new EventStoreUnavailableException("Not now.")];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whatever_a_history_ends_in_is_told_with_its_own_seed(Exception failure)
    {
        var run = () => Loop.RunAsync(
            atOnce: 4, (seed, _) => seed == First + 2 ? Task.FromException<Cycle>(failure) : Task.FromResult(Cycle.Of(FailureTests.History)), CancellationToken.None);

        var failed = (await run.Should().ThrowAsync<FailedSeedException>()).Which;

        (failed.Seed, failed.InnerException).Should().Be((First + 2, failure));
    }

    [Fact]
    public async Task A_history_that_its_user_ends_has_not_failed()
    {
        using var user = new CancellationTokenSource();

        var run = () => Loop.RunAsync(
            atOnce: 1,
            async (_, _) =>
            {
                await user.CancelAsync();
                throw new OperationCanceledException(user.Token);
            },
            user.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
    }
}
