using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Tests.Planted;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Tests;

/// <summary>The checker finds every planted bug in histories that a seed makes the same each time, and nothing where none is planted.</summary>
public sealed class PlantedBugTests
{
    private const int Seeds = 20;
    private const int Calls = 60;

    [Theory]
    [InlineData(nameof(ChecksOutside), ViolationKind.WronglyAdmitted)]
    [InlineData(nameof(ForgetsIds), ViolationKind.Doubled)]
    [InlineData(nameof(RulesFirst), ViolationKind.NotRecognised)]
    [InlineData(nameof(SplitsBatches), ViolationKind.Torn)]
    [InlineData("by position only", ViolationKind.Skipped)]
    [InlineData(nameof(AnswersFirst), ViolationKind.Lost)]
    [InlineData("unknown as failed", ViolationKind.NotWithheld)]
    public async Task A_planted_bug_is_found(string bug, ViolationKind kind)
    {
        var found = await FindAsync(bug, Seeds);

        found.Should().Contain(each => each.Kind == kind);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("by position, behind the first that is under way")]
    [InlineData("unknown as unknown")]
    public async Task Nothing_is_found_where_nothing_is_planted(string engine)
    {
        var found = await FindAsync(engine, 10 * Seeds);

        found.Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_history()
    {
        var (one, other) = (await MakeAsync("none", seed: 7), await MakeAsync("none", seed: 7));

        one.Calls.Select(WithoutTime).Should().Equal(other.Calls.Select(WithoutTime));
        one.Stored.Should().Equal(other.Stored).And.NotBeEmpty();
        one.Observations.Select(each => each.Events.Count).Should().Equal(other.Observations.Select(each => each.Events.Count));
    }

    private static async Task<IReadOnlyList<Violation>> FindAsync(string bug, int seeds)
    {
        List<Violation> found = [];
        for (var seed = 0; seed < seeds; seed++)
        {
            found.AddRange(HistoryChecker.Check(await MakeAsync(bug, seed)));
        }

        return found;
    }

    /// <summary>Where the test runner has no say in which thread goes on.</summary>
    private static Task<History> MakeAsync(string bug, int seed) => Task.Run(
        () =>
        {
            var schedule = new SeededSchedule(seed);
            var storage = new SteppedStorage(Plant(bug, new InMemoryEventStorage(), schedule.StepAsync), schedule);
            return HistoryRun.RunAsync(storage, schedule, seed, Calls, GlobalPosition.Start);
        },
        TestContext.Current.CancellationToken);

    private static IEventStorage Plant(string bug, IEventStorage inner, Func<Task> pause) => bug switch
    {
        "none" => inner,
        nameof(ChecksOutside) => new ChecksOutside(inner, pause),
        nameof(ForgetsIds) => new ForgetsIds(inner, pause),
        nameof(RulesFirst) => new RulesFirst(inner, pause),
        nameof(SplitsBatches) => new SplitsBatches(inner, pause),
        "by position only" => new LateCommits(inner, pause, readersWait: false),
        "by position, behind the first that is under way" => new LateCommits(inner, pause, readersWait: true),
        nameof(AnswersFirst) => new AnswersFirst(inner, pause),
        "unknown as failed" => new LosesAnswers(inner, pause, saysFailed: true),
        "unknown as unknown" => new LosesAnswers(inner, pause, saysFailed: false),
        _ => throw new ArgumentException($"'{bug}' is no bug.", nameof(bug)),
    };

    private static Call WithoutTime(Call call) => call with { Start = 0, End = 0 };
}
