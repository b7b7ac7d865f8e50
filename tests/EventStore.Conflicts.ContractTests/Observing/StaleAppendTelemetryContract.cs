namespace EventStore.Conflicts.ContractTests;

/// <summary>What listeners hear of stale appends: what was decided, which types met, what merges did.</summary>
public abstract class StaleAppendTelemetryContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const string Conflicts = "eventstore.conflicts";

    [Fact]
    public async Task Stale_appends_are_counted_by_what_was_decided()
    {
        using var recording = new TelemetryRecording();
        var store = OpenStore(rules =>
        {
            rules.For<MeetingNoteAdded>().NeverConflicts();
            rules.For<PriceChanged>().CompatibleOnlyWith<MeetingNoteAdded>().AtMost(events: 1);
            rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
        });
        var article = await StreamOfAsync(store, ADiscontinuation(), ANote());
        await store.AppendAsync(article, Exactly(2), ANote());
        await store.AppendAsync(article, Exactly(1), ANote());
        await store.AppendAsync(article, Exactly(0), ANote());
        await store.AppendAsync(article, Exactly(0), ADiscontinuation());
        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), ARaise());
        await RefusedAsync<StreamConflictException>(store, article, Exactly(3), APriceChange());

        recording.Sums("eventstore.stale_appends").Should().Equal(("admitted", 2), ("dropped", 1), ("refused", 2));
        recording.Of("eventstore.stale_appends").Should().OnlyContain(each => each.Tags.ContainsKey("eventstore.append.decision"));
    }

    [Fact]
    public async Task Conflicts_are_counted_by_the_types_that_met()
    {
        using var recording = new TelemetryRecording();
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself());
        var article = await StreamOfAsync(store, ANote(), APriceChange(), APriceChange());

        await RefusedAsync<StreamConflictException>(store, article, Exactly(0), APriceChange(), ARaise());
        await RefusedAsync<StreamConflictException>(store, article, Exactly(2));

        recording.Sums(Conflicts).Should().Equal(
            ("meeting-note-added, client-value-raised", 1),
            ("price-changed, _NONE", 1),
            ("price-changed, client-value-raised", 2),
            ("price-changed, price-changed", 2));
        recording.Of(Conflicts)[0].Tags.Keys.Should().BeEquivalentTo("eventstore.event.incoming_type", "eventstore.event.concurrent_type");
    }

    [Fact]
    public async Task Conflicts_past_the_cap_of_a_report_are_counted_without_their_types()
    {
        using var recording = new TelemetryRecording();
        var store = Engine.OpenStore(builder => builder.MapEvents(SampleEvents.Map).UseLimits(new EventStoreLimits { MaxReportedConflicts = 3 }));
        var client = await StreamOfAsync(store, Notes(5));

        var refusal = await RefusedAsync<StreamConflictException>(store, client, Exactly(0), ARaise());

        refusal.ConflictCount.Should().Be(5);
        recording.Sums(Conflicts).Should().Equal(("_OTHER, _OTHER", 2), ("meeting-note-added, client-value-raised", 3));
    }

    [Fact]
    public async Task However_many_types_there_are_200_pairs_have_a_name()
    {
        using var recording = new TelemetryRecording();
        var store = Engine.OpenStore(builder => builder.UseLimits(new EventStoreLimits { MaxReportedConflicts = 1_000 }));
        var stream = NewStream();
        await store.AppendAsync(stream, NoStream, [.. Enumerable.Range(0, 205).Select(number => ARawEvent($"theirs-{number}"))]);

        await RefusedAsync<StreamConflictException>(store, stream, Exactly(0), ARawEvent("mine"));
        await RefusedAsync<StreamConflictException>(store, stream, Exactly(0), ARawEvent("mine"));

        var sums = recording.Sums(Conflicts);
        sums.Should().HaveCount(201).And.Contain([("_OTHER, _OTHER", 10), ("theirs-0, mine", 2), ("theirs-199, mine", 2)]);
        sums.Sum(each => each.Sum).Should().Be(410);
    }

    [Fact]
    public async Task Merges_are_counted_by_what_they_did()
    {
        using var recording = new TelemetryRecording();
        var store = OpenStore(rules =>
        {
            rules.For<StockChanged>().ConflictsWith<ArticleDiscontinued>().ResolveWith((mine, _) => Resolution.Replace(mine with { To = 0 })).CompatibleWithItself();
            rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
        });
        var article = await StreamOfAsync(store, ADiscontinuation());
        NewEvent[] batch = [AStockChange(1, 2), AStockChange(2, 3), ADiscontinuation()];
        await store.AppendAsync(article, Exactly(0), batch);
        await store.AppendAsync(article, Exactly(0), batch);

        recording.Sums("eventstore.merges").Should().Equal(("dropped", 1), ("replaced", 2));
        recording.Of("eventstore.merges").Should().OnlyContain(each => each.Tags.ContainsKey("eventstore.merge.outcome"));
        recording.Of("eventstore.events").Sum(each => each.Value).Should().Be(3, "one of four was dropped, and what was sent again was not written");
    }
}
