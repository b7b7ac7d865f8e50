
namespace EventStore.Conflicts.ContractTests;

/// <summary>What a refusal tells: every conflicting pair, the rule that decided and where it was declared, in a bounded message.</summary>
public abstract class ConflictReportContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    [Fact]
    public async Task A_refusal_names_the_stream_and_both_versions()
    {
        var store = OpenStore();
        var client = await StreamOfAsync(store, Notes(3));

        var refusal = await RefusedAsync<StreamConflictException>(store, client, Exactly(2), ARaise());

        refusal.Should().BeAssignableTo<ConcurrencyException>();
        refusal.Stream.Should().Be(client);
        refusal.Expected.Should().Be(Exactly(2));
        refusal.Actual.Should().Be(3);
        refusal.Message.Should().Contain(client.Value).And.MatchRegex(@"\b2\b").And.Contain("version 3");
    }

    [Fact]
    public async Task A_refusal_lists_every_conflicting_pair_with_its_rule_and_leaves_out_the_others()
    {
        var store = OpenStore(rules =>
        {
            rules.For<PriceChanged>().ConflictsWith<ArticleDiscontinued>(line: 12, file: "Rules.cs").CompatibleWithItself();
            rules.For<StockCounted>().CompatibleOnlyWith<MeetingNoteAdded>(line: 13, file: "Rules.cs");
            rules.For<MeetingNoteAdded>().NeverConflicts();
        });
        NewEvent[] theirs = [ANote(), ADiscontinuation(), APriceChange()];
        var article = await StreamOfAsync(store, theirs);

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(0), ANote(), APriceChange(), AStockCount(), ARaise());

        var listed = new ConflictRule(ConflictRuleKind.ConflictsWith, new SourcePlace("Rules.cs", 12));
        var notListed = new ConflictRule(ConflictRuleKind.NotCompatible, new SourcePlace("Rules.cs", 13));
        var silent = new ConflictRule(ConflictRuleKind.NotRegistered);
        refusal.Conflicts.Should().Equal(
            new ExaminedPair(PairOutcome.Conflict, 3, ClientValueRaised.TypeName, MeetingNoteAdded.TypeName, 1, theirs[0].Id, silent),
            new ExaminedPair(PairOutcome.Conflict, 1, PriceChanged.TypeName, ArticleDiscontinued.TypeName, 2, theirs[1].Id, listed),
            new ExaminedPair(PairOutcome.Conflict, 2, StockCounted.TypeName, ArticleDiscontinued.TypeName, 2, theirs[1].Id, notListed),
            new ExaminedPair(PairOutcome.Conflict, 3, ClientValueRaised.TypeName, ArticleDiscontinued.TypeName, 2, theirs[1].Id, silent),
            new ExaminedPair(PairOutcome.Conflict, 2, StockCounted.TypeName, PriceChanged.TypeName, 3, theirs[2].Id, notListed),
            new ExaminedPair(PairOutcome.Conflict, 3, ClientValueRaised.TypeName, PriceChanged.TypeName, 3, theirs[2].Id, silent));
        refusal.ConflictCount.Should().Be(6);
    }

    [Fact]
    public async Task The_message_says_which_events_conflict_and_where_the_rule_stands()
    {
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself(line: 42, file: "/home/us/Rules.cs"));

        var refusal = await RefusedAsync<StreamConflictException>(
            store, await StreamOfAsync(store, APriceChange()), Exactly(0), APriceChange());

        refusal.Message.Should().Contain("'price-changed'").And.Contain("version 1").And.Contain("Rules.cs:42");
    }

    [Fact]
    public async Task Pairs_past_the_cap_are_counted_and_not_listed()
    {
        var store = Engine.OpenStore(builder => builder
            .MapEvents(SampleEvents.Map)
            .UseLimits(new EventStoreLimits { MaxReportedConflicts = 3 }));
        var client = await StreamOfAsync(store, Notes(5));

        var refusal = await RefusedAsync<StreamConflictException>(store, client, Exactly(0), ARaise(), ARaise());

        refusal.Conflicts.Select(each => (each.ConcurrentVersion, each.IncomingIndex)).Should().Equal((1L, 0), (1L, 1), (2L, 0));
        refusal.ConflictCount.Should().Be(10);
    }

    [Fact]
    public async Task The_message_stays_short_however_many_events_are_concurrent_and_however_long_their_names_are()
    {
        var store = OpenStore();
        var longest = new string('x', StreamId.MaxUtf8Bytes);
        var stream = new StreamId(Guid.NewGuid().ToString("N").PadRight(StreamId.MaxUtf8Bytes, 'y'));
        await store.AppendAsync(stream, NoStream, [.. Enumerable.Range(0, 5_000).Select(_ => ARawEvent(longest))]);

        var refusal = await RefusedAsync<StreamConflictException>(store, stream, Exactly(0), ARawEvent(longest));

        refusal.ConflictCount.Should().Be(5_000);
        refusal.Conflicts.Should().HaveCount(EventStoreLimits.Default.MaxReportedConflicts);
        refusal.Message.Length.Should().BeLessThan(5_000);
        refusal.Message.Should().Contain("4995 more");
    }

    [Fact]
    public async Task Only_what_came_after_the_seen_version_is_reported()
    {
        var store = OpenStore();
        var client = await StreamOfAsync(store, Notes(600));

        var refusal = await RefusedAsync<StreamConflictException>(store, client, Exactly(597), ARaise());

        refusal.Conflicts.Select(each => each.ConcurrentVersion).Should().Equal(598, 599, 600);
    }
}
