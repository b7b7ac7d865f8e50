using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Commands that the registry combines with what they had not seen.</summary>
public abstract class MergeCommandContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly CommandSettings Merge = new() { Strategy = ConflictStrategy.Merge };
    private static readonly CommandSettings MergeFromOne = Merge with { Seen = 1 };

    private readonly IEventStore store;
    private readonly CommandExecutor commands;

    protected MergeCommandContract()
    {
        store = OpenStore(rules =>
        {
            Stock.Merge(rules);
            rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
        });
        commands = store.Commands();
    }

    [Fact]
    public async Task It_is_decided_on_what_the_user_saw_and_the_state_returned_is_that_of_what_was_appended()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 95), AStockChange(95, 85));
        var decidedOn = new List<int>();

        var result = await commands.ExecuteAsync(
            article,
            Stock.Fold,
            stock =>
            {
                decidedOn.Add(stock);
                return Stock.Change(-3)(stock);
            },
            MergeFromOne,
            Token);

        decidedOn.Should().Equal(100);
        (result.State, result.Version, result.Attempts, result.PassedOver.Versions).Should().Be((82, 4, 1, new VersionRange(2, 3)));
        result.PassedOver.Events.Select(each => each.Data).Should().Equal(new StockChanged(100, 95), new StockChanged(95, 85));
        result.Append!.Merges.Should().ContainSingle().Which.Data.Should().Be(new StockChanged(85, 82));
        $"{result}".Should().Contain("PassedOver = stock-changed (2), stock-changed (3), ").And.Contain("Merges = 1, ");
    }

    [Fact]
    public async Task Without_a_version_they_saw_what_comes_meanwhile_is_merged_and_not_decided_again()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100));
        var decide = CommandShortcuts.Meanwhile(() => store.AppendAsync(article, Any, AStockChange(100, 90)), Stock.Change(-3));

        var result = await commands.ExecuteAsync(article, Stock.Fold, decide, Merge, Token);

        (result.State, result.Version, result.Attempts, result.PassedOver.Count).Should().Be((87, 3, 1, 1));
        Stock.ShouldBeUnbroken(await store.ReadAsync(article), changes: 3, sum: 87);
    }

    [Fact]
    public async Task What_cannot_be_merged_is_shown_to_a_user_who_had_seen_a_version()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 2));

        var refusal = await Assert.ThrowsAsync<UserFacingConflictException>(() => commands.ExecuteAsync(article, Stock.Fold, Stock.Change(-3), MergeFromOne, Token));

        refusal.Expected.Should().Be(Exactly(1));
        refusal.Missed.Events.Should().ContainSingle().Which.Data.Should().Be(new StockChanged(100, 2));
    }

    [Fact]
    public async Task What_cannot_be_merged_is_decided_again_where_nobody_had_seen_a_version()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100));
        var decide = CommandShortcuts.Meanwhile<int>(
            () => store.AppendAsync(article, Any, AStockChange(100, 2)), stock => [new StockChanged(stock, Math.Max(0, stock - 3))]);

        var result = await commands.ExecuteAsync(article, Stock.Fold, decide, Merge, Token);

        (result.State, result.Version, result.Attempts, result.PassedOver.Count).Should().Be((0, 3, 2, 1));
    }

    [Theory]
    [InlineData(1L, 100, 100)]
    [InlineData(null, 100, 90)]
    public async Task Where_the_store_gives_up_because_others_keep_writing_it_is_tried_again(long? seen, params int[] decidedOn)
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100));
        var meanwhile = new Queue<NewEvent>([AStockChange(95, 90)]);
        var stocks = new List<int>();
        var decide = CommandShortcuts.Meanwhile<int>(() => store.AppendAsync(article, Any, AStockChange(100, 95)), stock =>
        {
            stocks.Add(stock);
            return Stock.Change(-3)(stock);
        });

        var result = await OpenInterrupted(article, meanwhile).Commands().ExecuteAsync(article, Stock.Fold, decide, Merge with { Seen = seen }, Token);

        stocks.Should().Equal(decidedOn);
        (result.State, result.Version, result.Attempts, result.PassedOver.Versions).Should().Be((87, 4, 2, new VersionRange(2, 3)));
        Stock.ShouldBeUnbroken(await store.ReadAsync(article), changes: 4, sum: 87);
    }

    [Fact]
    public async Task However_often_the_store_gives_up_it_is_tried_no_more_often_than_it_may_be()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), AStockChange(100, 99));
        var meanwhile = new Queue<NewEvent>(Enumerable.Range(1, 99).Select(sold => AStockChange(100 - sold, 99 - sold)));

        var answer = await OpenInterrupted(article, meanwhile).Commands(options => options.MaxAttempts = 3)
            .TryExecuteAsync(article, Stock.Fold, Stock.Change(5), MergeFromOne, Token);

        var contended = answer.Conflict.Should().BeOfType<StreamContendedException>().Subject;
        (contended.Rounds, contended.Expected).Should().Be((3, Exactly(1)));
        contended.InnerException.Should().BeOfType<StreamContendedException>().Which.Rounds.Should().Be(1);
        (await store.ReadAsync(article)).Should().OnlyContain(each => ((StockChanged)each.Data!).To != 105);
    }

    [Fact]
    public async Task What_a_merge_finds_redundant_is_dropped_and_the_state_returned_is_the_newest()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100), ADiscontinuation(), AStockChange(100, 60));

        var result = await commands.ExecuteAsync(article, Stock.Fold, _ => [new ArticleDiscontinued("tea")], MergeFromOne, Token);

        (result.Outcome, result.State, result.Version, result.PassedOver.Count).Should().Be((CommandOutcome.Dropped, 60, 3, 2));
        (await store.GetStreamVersionAsync(article, Token)).Should().Be(3);
    }

    [Fact]
    public async Task Somebody_who_had_seen_an_empty_stream_decides_on_nothing()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 100));

        var result = await commands.ExecuteAsync(article, Stock.Fold, Stock.Change(5), Merge with { Seen = 0 }, Token);

        (result.State, result.Version).Should().Be((105, 2));
    }

    [Fact]
    public async Task Many_users_who_saw_the_same_figure_all_change_it_and_none_is_lost()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 1_000));

        var results = await Together.RunAsync(CommandShortcuts.Writers, number => commands.ExecuteAsync(
            article, Stock.Fold, Stock.Change(-number), number % 2 == 0 ? MergeFromOne : Merge, Token));

        var stored = await store.ReadAsync(article);
        Stock.ShouldBeUnbroken(stored, 1 + CommandShortcuts.Writers, sum: 1_000 - (31 * 32 / 2));
        results.Should().OnlyContain(each => each.State == ((StockChanged)stored[(int)each.Version - 1].Data!).To);
        results.Where((_, number) => number % 2 == 0).Should().OnlyContain(each => each.PassedOver.Count == each.Version - 2);
    }

    /// <summary>A store that looks once at what came meanwhile, and while it merges, something more comes, as long as there is any.</summary>
    private IEventStore OpenInterrupted(StreamId article, Queue<NewEvent> meanwhile) => Engine.OpenStore(builder => builder
        .MapEvents(SampleEvents.Map)
        .UseLimits(new EventStoreLimits { MaxConflictRounds = 1 })
        .ConfigureConflicts(rules => rules.For<StockChanged>().ConflictsWithItself().ResolveWith((mine, theirs) =>
        {
            if (meanwhile.TryDequeue(out var next))
            {
#pragma warning disable xUnit1031 // A rule is no asynchronous code.
                store.AppendAsync(article, Any, next).GetAwaiter().GetResult();
#pragma warning restore xUnit1031
            }

            return Resolution.Replace(new StockChanged(theirs.To, theirs.To + mine.To - mine.From));
        })));
}
