using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>A process that executes commands is killed before it could say how the last one ended; then all of them are delivered again.</summary>
public sealed class RedeliveredCommandsTests : SqliteTest
{
    private static readonly StreamId Work = new("work");
    private static readonly Fold<int> Count = new(0, (count, _) => count + 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(30)]
    public async Task Each_one_is_executed_once_and_those_that_were_are_not_decided_again(int announced)
    {
        List<Guid> ids = [];
        using (var worker = Worker.Start("execute", Database))
        {
            while (ids.Count < announced)
            {
                ids.Add(Guid.Parse((await worker.LineAsync(Token))!));
            }

            worker.Kill();
            var rest = (await worker.RestAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            ids.AddRange(rest.Select(id => Guid.Parse(id)));
        }

        await using var store = OpenStore();
        var acknowledged = ids.Count - 1;
        (await store.GetStreamVersionAsync(Work, Token)).Should().BeInRange(acknowledged, ids.Count, "the last one may have been committed or not");
        List<Guid> decided = [];
        foreach (var id in ids)
        {
            await new CommandExecutor(store).ExecuteAsync(
                Work,
                Count,
                _ =>
                {
                    decided.Add(id);
                    return [NewEvent.Raw("worked", "{}"u8.ToArray())];
                },
                new CommandSettings { CommandId = id },
                Token);
        }

        decided.Should().BeSubsetOf([ids[^1]]);
        (await store.GetStreamVersionAsync(Work, Token)).Should().Be(ids.Count);
    }

    [Fact]
    public async Task One_that_was_committed_and_never_acknowledged_is_recognised()
    {
        using var worker = Worker.Start("execute", Database);
        var id = Guid.Parse((await worker.LineAsync(Token))!);

        // The second one is announced once the first one is in the file, of which nobody has been told.
        await worker.LineAsync(Token);
        worker.Kill();

        for (var delivery = 0; delivery < 2; delivery++)
        {
            await using var store = OpenStore();
            var version = await store.GetStreamVersionAsync(Work, Token);
            var result = await new CommandExecutor(store).ExecuteAsync(
                Work, Count, (Func<int, IEnumerable<object>>)(_ => throw new InvalidOperationException("decided again")), new CommandSettings { CommandId = id }, Token);

            (result.Outcome, result.State, result.Version, result.Attempts).Should().Be((CommandOutcome.AlreadyAppended, (int)version, version, 0));
            (await store.GetStreamVersionAsync(Work, Token)).Should().Be(version);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_whose_first_event_or_all_of_them_a_merge_dropped_is_recognised_after_a_restart_and_not_decided(bool keepsOne)
    {
        object[] decided = [new ArticleDiscontinued("tea"), .. keepsOne ? [new MeetingNoteAdded("Gone.")] : Array.Empty<object>()];
        var settings = new CommandSettings { CommandId = Guid.CreateVersion7(), Strategy = ConflictStrategy.Merge, Seen = 1 };
        await using (var store = OpenDropping())
        {
            await store.AppendAsync(Work, ExpectedVersion.NoStream, SampleEvents.ANote(), SampleEvents.ADiscontinuation());
            var first = await store.Commands().ExecuteAsync(Work, Count, _ => decided, settings, Token);
            first.Append!.Merges.Single().Outcome.Should().Be(PairOutcome.Dropped);
        }

        await using var reopened = OpenDropping();
        var again = await reopened.Commands().ExecuteAsync(
            Work, Count, (Func<int, IEnumerable<object>>)(_ => throw new InvalidOperationException("decided again")), settings, Token);

        (again.Outcome, again.Version, again.Attempts).Should().Be((CommandOutcome.AlreadyAppended, keepsOne ? 3 : 2, 0));
    }

    private IEventStore OpenDropping() => new EventStoreBuilder()
        .UseSqlite(Database)
        .MapEvents(SampleEvents.Map)
        .ConfigureConflicts(rules =>
        {
            rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
            rules.For<MeetingNoteAdded>().NeverConflicts();
        })
        .Build();
}
