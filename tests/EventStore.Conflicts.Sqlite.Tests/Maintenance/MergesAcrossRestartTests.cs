using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Sqlite.Tests.Maintenance;

/// <summary>What merges replaced or dropped is recognised by a store that was opened anew.</summary>
public sealed class MergesAcrossRestartTests : SqliteTest
{
    private static readonly StreamId Article = new("article-1");

    [Fact]
    public async Task Replaced_partly_dropped_and_wholly_dropped_batches_sent_again_are_recognised()
    {
        NewEvent[] replaced = [SampleEvents.AStockChange(100, 97)];
        NewEvent[] partly = [SampleEvents.ANote(), SampleEvents.ADiscontinuation()];
        NewEvent[] wholly = [SampleEvents.ADiscontinuation()];
        await using (var store = Open())
        {
            await store.AppendAsync(Article, ExpectedVersion.NoStream, SampleEvents.AStockChange(0, 100));
            await store.AppendAsync(Article, ExpectedVersion.Exactly(1), SampleEvents.AStockChange(100, 95), SampleEvents.ADiscontinuation());
            (await store.AppendAsync(Article, ExpectedVersion.Exactly(1), replaced)).Merges.Single().Outcome.Should().Be(PairOutcome.Replaced);
            (await store.AppendAsync(Article, ExpectedVersion.Exactly(1), partly)).Versions.Should().Be(new VersionRange(5, 5));
            (await store.AppendAsync(Article, ExpectedVersion.Exactly(1), wholly)).Outcome.Should().Be(AppendOutcome.Dropped);
        }

        await using var reopened = Open();
        foreach (var (batch, outcome, versions) in new (NewEvent[], AppendOutcome, VersionRange?)[]
        {
            (replaced, AppendOutcome.AlreadyAppended, new VersionRange(4, 4)),
            (partly, AppendOutcome.AlreadyAppended, new VersionRange(5, 5)),
            (wholly, AppendOutcome.Dropped, null),
        })
        {
            var again = await reopened.AppendAsync(Article, ExpectedVersion.Exactly(1), batch);
            (again.Outcome, again.Versions).Should().Be((outcome, versions));
        }

        (await reopened.GetStreamVersionAsync(Article, Token)).Should().Be(5);
        (await reopened.ReadAsync(Article, fromVersion: 4, maxCount: 1)).Single().Data.Should().Be(new StockChanged(95, 92));
    }

    private IEventStore Open() => new EventStoreBuilder()
        .UseSqlite(Database)
        .MapEvents(SampleEvents.Map)
        .ConfigureConflicts(rules =>
        {
            rules.For<StockChanged>().ConflictsWithItself().ResolveWith((mine, theirs) =>
                Resolution.Replace(new StockChanged(mine.From + theirs.To - theirs.From, mine.To + theirs.To - theirs.From)));
            rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
            rules.For<MeetingNoteAdded>().NeverConflicts();
        })
        .Build();
}
