namespace EventStore.Conflicts.ContractTests;

/// <summary>Rules that combine two events: what was replaced or dropped is told, and what is sent again is recognised.</summary>
public abstract class MergeContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected MergeContract() => store = OpenStore(rules =>
    {
        rules.For<StockChanged>()
            .ConflictsWithItself().ResolveWith(Shift);
        rules.For<ArticleDiscontinued>()
            .ConflictsWith<StockCounted>().ResolveWith((_, theirs) => theirs.Count == 0 ? Resolution.Keep : Resolution.Conflict)
            .ConflictsWithItself().ResolveWith((mine, theirs) => mine.Sku == theirs.Sku ? Resolution.Drop : Resolution.Keep)
            .ConflictsWith<PriceChanged>();
        rules.For<MeetingNoteAdded>().NeverConflicts();
    });

    [Fact]
    public async Task Two_withdrawals_from_one_stock_both_count()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100));
        await store.AppendAsync(article, Exactly(1), AStockChange(100, 95));
        var mine = AStockChange(100, 97);

        var result = await store.AppendAsync(article, Exactly(1), mine);

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        result.Merges.Should().ContainSingle().Which.Should().Be(
            new EventMerge(PairOutcome.Replaced, 0, mine.Id, StockChanged.TypeName, new StockChanged(95, 92)));
        var stored = (await store.ReadAsync(article))[^1];
        (stored.Id, stored.Type, stored.Data, stored.DecidedAt).Should().Be((mine.Id, StockChanged.TypeName, new StockChanged(95, 92), 1));
        (await result.GetReportAsync(Token))!.Pairs.Should().ContainSingle().Which.Outcome.Should().Be(PairOutcome.Replaced);
    }

    [Fact]
    public async Task A_merge_goes_on_from_what_the_merge_before_it_made()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 95), ANote(), AStockChange(95, 85), AStockChange(85, 90));

        var result = await store.AppendAsync(article, Exactly(1), AStockChange(100, 97), ANote(), AStockChange(97, 96));

        (await store.ReadAsync(article, fromVersion: 6)).Select(each => each.Data).Should().Equal(
            new StockChanged(90, 87), new MeetingNoteAdded("They like tea."), new StockChanged(87, 86));
        result.Merges.Select(merge => merge.IncomingIndex).Should().Equal(0, 2);
    }

    [Fact]
    public async Task The_changes_of_one_batch_follow_each_other()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 97));

        await store.AppendAsync(article, Exactly(1), AStockChange(100, 95), AStockChange(95, 90));

        (await store.ReadAsync(article, fromVersion: 3)).Select(each => each.Data).Should().Equal(new StockChanged(97, 92), new StockChanged(92, 87));
    }

    [Fact]
    public async Task So_do_the_changes_of_a_caller_who_goes_on_without_having_looked()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 97));

        var first = await store.AppendAsync(article, Exactly(1), AStockChange(100, 95));
        await store.AppendAsync(article, first.Next, AStockChange(95, 90));

        (await store.ReadAsync(article, fromVersion: 3)).Select(each => each.Data).Should().Equal(new StockChanged(97, 92), new StockChanged(92, 87));
    }

    [Fact]
    public async Task What_was_decided_on_the_newest_version_is_not_combined_again()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 95), ADiscontinuation());

        var result = await store.AppendAsync(article, DecidedAt(3, seen: 1), AStockChange(95, 92), ADiscontinuation());

        (result.Outcome, result.Merges.Count).Should().Be((AppendOutcome.Admitted, 0));
        (await store.ReadAsync(article, fromVersion: 4)).Select(each => each.Data).Should().Equal(new StockChanged(95, 92), new ArticleDiscontinued("tea"));
        await RefusedAsync<StreamConflictException>(store, article, DecidedAt(5, seen: 3), new NewEvent(new StockChanged(1, 0)));
    }

    [Fact]
    public async Task A_merge_that_finds_a_conflict_refuses_all_of_it()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 2));

        var refusal = await RefusedAsync<StreamConflictException>(store, article, Exactly(1), ANote(), AStockChange(100, 97));

        var conflict = refusal.Conflicts.Should().ContainSingle().Subject;
        (conflict.Rule.Kind, conflict.Failure).Should().Be((ConflictRuleKind.ResolveWith, null));
        refusal.Report.Merges.Should().BeEmpty();
    }

    [Fact]
    public async Task A_replaced_batch_sent_again_is_recognised()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 95));
        NewEvent[] batch = [ANote(), AStockChange(100, 97)];
        var first = await store.AppendAsync(article, Exactly(1), batch);
        await store.AppendAsync(article, Any, AStockChange(92, 0));

        var again = await store.AppendAsync(article, Exactly(1), batch);

        again.Outcome.Should().Be(AppendOutcome.AlreadyAppended);
        (again.Versions, again.Position).Should().Be((first.Versions, first.Position));
        (await store.GetStreamVersionAsync(article, Token)).Should().Be(5);
    }

    [Fact]
    public async Task A_partly_dropped_batch_is_appended_without_it_and_sent_again_recognised()
    {
        var article = await StreamOfAsync(store, ANote(), ADiscontinuation());
        NewEvent[] batch = [ANote("first"), ADiscontinuation(), ANote("last")];

        var result = await store.AppendAsync(article, Exactly(1), batch);

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        result.Versions.Should().Be(new VersionRange(3, 4));
        result.Merges.Should().ContainSingle().Which.Should().Be(
            new EventMerge(PairOutcome.Dropped, 1, batch[1].Id, ArticleDiscontinued.TypeName, null));
        (await store.IdsAsync(article)).Skip(2).Should().Equal(batch[0].Id, batch[2].Id);
        (await store.FindEventAsync(batch[1].Id, Token)).Should().BeNull();
        var again = await store.AppendAsync(article, Exactly(1), batch);
        (again.Outcome, again.Versions).Should().Be((AppendOutcome.AlreadyAppended, new VersionRange(3, 4)));
        await RefusedAsync<DuplicateEventException>(store, article, Any, batch[1], batch[0], batch[2]);
    }

    [Fact]
    public async Task A_wholly_dropped_batch_is_a_success_of_its_own_and_sent_again_the_same()
    {
        var article = await StreamOfAsync(store, ANote(), ADiscontinuation());
        var mine = ADiscontinuation();

        foreach (var result in new[] { await store.AppendAsync(article, Exactly(1), mine), await store.AppendAsync(article, Exactly(1), mine) })
        {
            result.Outcome.Should().Be(AppendOutcome.Dropped);
            (result.Versions, result.Position, result.Version, result.Next).Should().Be((null, null, 2, Exactly(1)));
            result.Concurrent.Should().Be(new VersionRange(2, 2));
        }

        (await store.GetStreamVersionAsync(article, Token)).Should().Be(2);
        var elsewhere = await StreamOfAsync(store, ANote());
        await RefusedAsync<DuplicateEventException>(store, elsewhere, Exactly(1), mine);
        (await store.ExplainAsync(article, Exactly(1), [mine], Token)).Decision.Should().Be(AppendDecision.Dropped);
    }

    [Fact]
    public async Task What_was_dropped_conflicts_with_nothing_that_comes_later()
    {
        var article = await StreamOfAsync(store, ANote(), ADiscontinuation(), AStockCount(5));

        (await store.AppendAsync(article, Exactly(1), ADiscontinuation())).Outcome.Should().Be(AppendOutcome.Dropped);
        await RefusedAsync<StreamConflictException>(store, article, Exactly(1), new NewEvent(new ArticleDiscontinued("coffee")));
    }

    [Fact]
    public async Task What_was_dropped_is_not_refused_for_the_type_of_what_comes_later()
    {
        var article = await StreamOfAsync(store, ANote(), ADiscontinuation(), APriceChange());

        (await store.ExplainAsync(article, Exactly(1), [ADiscontinuation()], Token)).Decision.Should().Be(AppendDecision.Dropped);
        (await store.AppendAsync(article, Exactly(1), ADiscontinuation())).Outcome.Should().Be(AppendOutcome.Dropped);
        (await store.AppendAsync(article, Exactly(1), ADiscontinuation(), ANote())).Versions.Should().Be(new VersionRange(4, 4));
        (await RefusedAsync<StreamConflictException>(store, article, Exactly(1), ADiscontinuation(), new NewEvent(new ArticleDiscontinued("coffee"))))
            .Conflicts.Should().ContainSingle().Which.IncomingIndex.Should().Be(1);
    }

    [Fact]
    public async Task Whatever_came_after_the_decision_refuses_also_what_was_dropped()
    {
        var article = await StreamOfAsync(store, ANote(), ADiscontinuation(), ANote());

        var refusal = await RefusedAsync<StreamConflictException>(store, article, ExpectedVersion.DecidedAt(2, seen: 1), ADiscontinuation());

        refusal.Conflicts.Should().ContainSingle().Which.Rule.Kind.Should().Be(ConflictRuleKind.AfterDecision);
        (await store.AppendAsync(article, Exactly(1), ADiscontinuation())).Outcome.Should().Be(AppendOutcome.Dropped);
    }

    [Theory]
    [InlineData("type")]
    [InlineData("null")]
    [InlineData("throws")]
    [InlineData("size")]
    [InlineData("unmapped")]
    public async Task A_merge_that_fails_refuses_with_its_exception_inside(string how)
    {
        var failing = Engine.OpenStore(builder => builder
            .MapEvents(SampleEvents.Map)
            .UseLimits(new EventStoreLimits { MaxBytesPerEvent = 200 })
            .ConfigureConflicts(rules => rules.For<MeetingNoteAdded>().ConflictsWithItself().ResolveWith((_, _) => how switch
            {
                "type" => Resolution.Replace(new ClientValueRaised(1)),
                "null" => null!,
                "size" => Resolution.Replace(new MeetingNoteAdded(new string('x', 200))),
                "unmapped" => Resolution.Replace("a string"),
                _ => throw new TimeZoneNotFoundException(),
            })));
        var client = await StreamOfAsync(failing, ANote());

        var refusal = await RefusedAsync<StreamConflictException>(failing, client, Exactly(0), ANote());

        refusal.InnerException.Should().NotBeNull().And.BeSameAs(refusal.Conflicts.Single().Failure);
    }

    [Fact]
    public async Task A_merge_keeps_the_metadata_and_its_caller_sees_it()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 95));

        await store.AppendAsync(article, Exactly(1), new NewEvent(new StockChanged(100, 97), metadata: new EventMetadata { CorrelationId = "mine" }));

        (await store.ReadAsync(article))[^1].Metadata.CorrelationId.Should().Be("mine");
    }

    [Fact]
    public async Task Merges_by_name_work_on_JSON()
    {
        var raw = OpenStore(rules => rules.For("moved").ConflictsWithItself().ResolveWith((mine, theirs) =>
            Resolution.Replace(System.Text.Json.JsonSerializer.SerializeToElement(new { by = mine.GetProperty("by").GetInt32() + theirs.GetProperty("by").GetInt32() }))));
        var stream = await StreamOfAsync(raw, ARawEvent("moved", """{"by":2}"""), ARawEvent("moved", """{"by":3}"""));

        await raw.AppendAsync(stream, Exactly(0), ARawEvent("moved", """{"by":10}"""));

        System.Text.Encoding.UTF8.GetString((await raw.ReadAsync(stream))[^1].RawData.Span).Should().Be("""{"by":15}""");
    }

    [Fact]
    public async Task Many_withdrawals_at_once_never_lose_one()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 1_000));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await store.AppendAsync(article, Exactly(1), AStockChange(1_000, 999));
                }
            },
            Token)));

        var changes = (await store.ReadAsync(article)).Select(each => (StockChanged)each.Data!).ToArray();
        changes.Should().HaveCount(81);
        changes[^1].To.Should().Be(1_000 - 80);
        changes.Zip(changes.Skip(1)).Should().OnlyContain(each => each.First.To == each.Second.From);
    }

    /// <summary>Mine, moved by what theirs changed.</summary>
    private static Resolution Shift(StockChanged mine, StockChanged theirs)
    {
        var change = theirs.To - theirs.From;
        return mine.To + change < 0 ? Resolution.Conflict : Resolution.Replace(new StockChanged(mine.From + change, mine.To + change));
    }
}
