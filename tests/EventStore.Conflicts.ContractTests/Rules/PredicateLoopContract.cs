namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// What arrives while a predicate looks: the append is conditional on what was seen, only new events of an asked type send it round again, and not for
/// ever. The rule itself is the moment at which others write.
/// </summary>
public abstract class PredicateLoopContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore others;
    private readonly StreamId article = NewStream();
    private readonly List<long> asked = [];
    private Func<Task> meanwhile = () => Task.CompletedTask;

    protected PredicateLoopContract() => others = OpenStore();

    [Fact]
    public async Task A_new_event_of_an_asked_type_is_looked_at_and_the_old_ones_are_not_looked_at_again()
    {
        await others.AppendAsync(article, NoStream, APriceChange(sku: "milk"), ANote());
        meanwhile = OnceAsync(() => others.AppendAsync(article, Any, ANote(), APriceChange(sku: "coffee")));

        var result = await OpenAsking().AppendAsync(article, Exactly(0), APriceChange(sku: "tea"));

        result.Outcome.Should().Be(AppendOutcome.Admitted);
        result.Concurrent.Should().Be(new VersionRange(1, 4));
        asked.Should().Equal(1, 4);
        var report = await result.GetReportAsync(Token);
        report!.Pairs.Select(pair => (pair.ConcurrentVersion, pair.Rule.Kind)).Should().Equal(
            (1, ConflictRuleKind.When), (2, ConflictRuleKind.NotListed), (3, ConflictRuleKind.NotListed), (4, ConflictRuleKind.When));
    }

    [Fact]
    public async Task A_new_event_that_conflicts_refuses()
    {
        await others.AppendAsync(article, NoStream, APriceChange(sku: "milk"));
        meanwhile = OnceAsync(() => others.AppendAsync(article, Any, APriceChange(sku: "tea")));

        var refusal = await Assert.ThrowsAsync<StreamConflictException>(() => OpenAsking().AppendAsync(article, Exactly(0), APriceChange(sku: "tea")));

        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(2);
        refusal.Actual.Should().Be(2);
        (await others.GetStreamVersionAsync(article, Token)).Should().Be(2);
    }

    [Fact]
    public async Task A_new_event_of_a_refused_type_refuses()
    {
        await others.AppendAsync(article, NoStream, APriceChange(sku: "milk"));
        meanwhile = OnceAsync(() => others.AppendAsync(article, Any, ADiscontinuation()));

        var refusal = await Assert.ThrowsAsync<StreamConflictException>(() => OpenAsking().AppendAsync(article, Exactly(0), APriceChange(sku: "tea")));

        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentType.Should().Be(ArticleDiscontinued.TypeName);
        refusal.Report.PairCount.Should().Be(2);
    }

    [Fact]
    public async Task New_events_of_other_types_do_not_send_it_round_again()
    {
        await others.AppendAsync(article, NoStream, APriceChange(sku: "milk"));
        meanwhile = () => others.AppendAsync(article, Any, ANote());

        (await OpenAsking(maxRounds: 1).AppendAsync(article, Exactly(0), APriceChange(sku: "tea"))).Version.Should().Be(3);
    }

    [Fact]
    public async Task A_stream_that_never_stands_still_is_contended_and_nothing_is_written()
    {
        await others.AppendAsync(article, NoStream, APriceChange(sku: "milk"));
        meanwhile = () => others.AppendAsync(article, Any, APriceChange(sku: "milk"));

        var refusal = await Assert.ThrowsAsync<StreamContendedException>(
            () => OpenAsking(maxRounds: 5).AppendAsync(article, Exactly(0), APriceChange(sku: "tea")));

        refusal.Should().BeAssignableTo<ConcurrencyException>();
        refusal.Rounds.Should().Be(5);
        asked.Should().Equal(1, 2, 3, 4, 5);
        (await others.ReadAsync(article)).Should().OnlyContain(each => ((PriceChanged)each.Data!).Sku == "milk");
    }

    [Fact]
    public async Task A_refusal_that_a_merge_would_have_lifted_in_another_round_is_no_conflict()
    {
        await AppendRawAsync("asked");
        meanwhile = OnceAsync(async () =>
        {
            await AppendRawAsync("same");
            await AppendRawAsync("mine");
        });

        var refusal = await Assert.ThrowsAsync<StreamContendedException>(() => OpenDropping(maxRounds: 1).AppendToStreamAsync(article, Exactly(0), [ARawEvent("mine")]));

        refusal.Rounds.Should().Be(1);
        (await OpenDropping(maxRounds: 1).AppendToStreamAsync(article, Exactly(1), [ARawEvent("mine")])).Outcome.Should().Be(AppendOutcome.Dropped);

        Task<AppendResult> AppendRawAsync(string type) => others.AppendToStreamAsync(article, Any, [ARawEvent(type)], cancellationToken: Token);
    }

    [Fact]
    public async Task Many_writers_with_keys_on_one_stream_all_get_through()
    {
        const int Writers = 8;

        // As many as a caller's own events can be told apart from others'.
        const int Appends = MaxOwnRanges;
        var store = OpenStore(rules => rules.For<PriceChanged>().ConflictsWithItself().SameBy(each => each.Sku));
        await store.AppendAsync(article, NoStream, ANote());

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                var expected = Exactly(1);
                for (var i = 0; i < Appends; i++)
                {
                    expected = (await store.AppendAsync(article, expected, APriceChange(i, sku: $"sku-{writer}"))).Next;
                }
            },
            Token)));

        (await store.ReadAsync(article, fromVersion: 2)).Select(each => (PriceChanged)each.Data!).GroupBy(each => each.Sku, StringComparer.Ordinal)
            .Should().HaveCount(Writers).And.OnlyContain(own => own.Select(each => each.Price).SequenceEqual(Enumerable.Range(0, Appends).Select(price => (decimal)price)));
    }

    private IEventStore OpenAsking(int maxRounds = 32) => Engine.OpenStore(store => store
        .MapEvents(SampleEvents.Map)
        .UseLimits(new EventStoreLimits { MaxConflictRounds = maxRounds })
        .ConfigureConflicts(rules => rules.For<PriceChanged>()
            .ConflictsWith<ArticleDiscontinued>()
            .ConflictsWithItself().When((mine, theirs, events) =>
            {
                asked.Add(events.Theirs.Version);
#pragma warning disable xUnit1031 // A rule is no asynchronous code.
                meanwhile().GetAwaiter().GetResult();
#pragma warning restore xUnit1031
                return mine.Sku == theirs.Sku;
            })));

    private IEventStore OpenDropping(int maxRounds) => Engine.OpenStore(store => store
        .UseLimits(new EventStoreLimits { MaxConflictRounds = maxRounds })
        .ConfigureConflicts(rules => rules.For("mine")
            .ConflictsWith(["same"]).ResolveWith((_, _) => Resolution.Drop)
            .ConflictsWith(["asked"]).When((_, _) =>
            {
#pragma warning disable xUnit1031 // A rule is no asynchronous code.
                meanwhile().GetAwaiter().GetResult();
#pragma warning restore xUnit1031
                return false;
            })
            .ConflictsWithItself()));

    private static Func<Task> OnceAsync(Func<Task> act)
    {
        var done = false;
        return () =>
        {
            if (done)
            {
                return Task.CompletedTask;
            }

            done = true;
            return act();
        };
    }
}
