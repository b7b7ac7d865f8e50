using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Commands with an id: delivered again, they are recognised.</summary>
public abstract class IdempotentCommandContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly CommandSettings once = new() { CommandId = Guid.CreateVersion7() };
    private readonly IEventStore store;
    private readonly CommandExecutor commands;

    protected IdempotentCommandContract()
    {
        store = OpenStore();
        commands = store.Commands();
    }

    [Fact]
    public async Task A_command_delivered_again_is_recognised_without_being_decided_also_by_another_release_of_the_host()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));
        await commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(80), once, Token);
        await store.AppendAsync(account, Any, new NewEvent(new Deposited(1)));

        foreach (var executor in new[] { commands, OpenStore().Commands() })
        {
            var again = await executor.ExecuteAsync(account, Account.Fold, (Func<Account, IEnumerable<object>>)NeverDecide, once, Token);

            (again.Outcome, again.State, again.Version, again.Attempts, again.Append).Should().Be(
                (CommandOutcome.AlreadyAppended, new Account(21), 3, 0, null));
            again.PassedOver.Count.Should().Be(0);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public async Task Of_two_deliveries_that_both_decide_the_second_is_recognised_however_many_events_it_decided(int first, int second)
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));
        var decide = CommandShortcuts.Meanwhile<Account>(
            () => commands.ExecuteAsync(account, Account.Fold, each => Enumerable.Repeat(new Withdrawn(10), first), once, Token),
            _ => Enumerable.Repeat(new Withdrawn(10), second));

        var late = await commands.ExecuteAsync(account, Account.Fold, decide, once, Token);

        (late.Outcome, late.State, late.Version, late.Attempts, late.Append).Should().Be(
            (CommandOutcome.AlreadyAppended, new Account(100 - (10 * first)), 1 + first, 1, null));
        (await store.GetStreamVersionAsync(account, Token)).Should().Be(1 + first);
    }

    [Fact]
    public async Task Of_many_deliveries_at_once_one_is_executed()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)));

        var results = await Together.RunAsync(CommandShortcuts.Writers, _ => commands.ExecuteAsync(account, Account.Fold, each => each.Withdraw(80), once, Token));

        results.Should().ContainSingle(each => each.Outcome == CommandOutcome.Committed);
        results.Should().OnlyContain(each => each.State == new Account(20) && each.Version == 2);
    }

    [Theory]
    [InlineData(ConflictStrategy.Merge, false)]
    [InlineData(ConflictStrategy.Merge, true)]
    [InlineData(ConflictStrategy.Retry, false)]
    [InlineData(ConflictStrategy.Retry, true)]
    public async Task A_command_whose_first_event_or_all_of_them_a_merge_dropped_is_recognised_without_being_decided(ConflictStrategy later, bool keepsOne)
    {
        var dropping = OpenStore(Dropping);
        var article = await StreamOfAsync(dropping, ANote(), ADiscontinuation());
        object[] decided = [new ArticleDiscontinued("tea"), .. keepsOne ? [new MeetingNoteAdded("Gone.")] : Array.Empty<object>()];
        var settings = once with { Strategy = ConflictStrategy.Merge, Seen = 1 };
        var first = await dropping.Commands().ExecuteAsync(article, Stock.Fold, _ => decided, settings, Token);
        await dropping.AppendAsync(article, Any, AStockChange(0, 7));

        var again = await dropping.Commands().ExecuteAsync(
            article, Stock.Fold, (Func<int, IEnumerable<object>>)NeverDecide, settings with { Strategy = later }, Token);

        var version = keepsOne ? 4 : 3;
        first.Outcome.Should().Be(keepsOne ? CommandOutcome.Committed : CommandOutcome.Dropped);
        (again.Outcome, again.State, again.Version, again.Attempts).Should().Be((CommandOutcome.AlreadyAppended, 7, version, 0));
        (await dropping.GetStreamVersionAsync(article, Token)).Should().Be(version);
    }

    [Theory]
    [InlineData(1, CommandOutcome.Dropped)]
    [InlineData(2, CommandOutcome.AlreadyAppended)]
    public async Task Of_two_deliveries_that_both_decide_the_second_is_recognised_if_a_merge_dropped_the_first(int second, CommandOutcome outcome)
    {
        var dropping = OpenStore(Dropping);
        var article = await StreamOfAsync(dropping, ANote(), ADiscontinuation());
        var settings = once with { Strategy = ConflictStrategy.Merge, Seen = 1 };
        var decide = CommandShortcuts.Meanwhile<int>(
            () => dropping.Commands().ExecuteAsync(article, Stock.Fold, _ => [new ArticleDiscontinued("tea")], settings, Token),
            _ => Enumerable.Repeat(new ArticleDiscontinued("tea"), second));

        var late = await dropping.Commands().ExecuteAsync(article, Stock.Fold, decide, settings, Token);

        (late.Outcome, late.Version, late.Attempts).Should().Be((outcome, 2, 1));
        (await dropping.GetStreamVersionAsync(article, Token)).Should().Be(2);
    }

    [Fact]
    public async Task The_same_id_on_another_stream_is_another_command()
    {
        foreach (var account in new[] { NewStream(), NewStream() })
        {
            (await commands.ExecuteAsync(account, Account.Fold, _ => Account.Deposit(1), once, Token)).Outcome.Should().Be(CommandOutcome.Committed);
        }
    }

    [Fact]
    public async Task A_command_that_decided_nothing_leaves_no_trace_and_is_decided_anew()
    {
        var account = NewStream();
        await commands.ExecuteAsync(account, Account.Fold, _ => [], once, Token);

        var again = await commands.ExecuteAsync(account, Account.Fold, _ => Account.Deposit(1), once, Token);

        again.Outcome.Should().Be(CommandOutcome.Committed);
    }

    [Fact]
    public async Task Ids_are_the_commands_also_for_events_that_bring_their_own_and_metadata_is_both()
    {
        var account = NewStream();
        var (given, raw) = (
            new NewEvent(new Deposited(1), metadata: new EventMetadata { CausationId = "its own", Headers = Headers(("a", "event")) }),
            ARawEvent("imported"));
        var settings = once with
        {
            Metadata = new EventMetadata { CorrelationId = "request", CausationId = "click", Headers = Headers(("a", "command"), ("b", "command")) },
        };

        var result = await commands.ExecuteAsync(account, Account.Fold, _ => [given, raw, new Deposited(2)], settings, Token);

        result.State.Should().Be(new Account(3));
        var stored = await store.ReadAsync(account);
        stored.Select(each => each.Id).Should().OnlyHaveUniqueItems().And.NotContain([given.Id, raw.Id]).And.OnlyContain(id => id.Version == 7);
        stored.Select(each => (each.Metadata.CorrelationId, each.Metadata.CausationId)).Should().Equal(("request", "its own"), ("request", "click"), ("request", "click"));
        stored.Select(each => each.Metadata.Headers["a"]).Should().Equal("event", "command", "command");
        stored.Select(each => each.Metadata.Headers["b"]).Should().Equal("command", "command", "command");
    }

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);

    /// <summary>A second discontinuation is redundant.</summary>
    private static void Dropping(ConflictRegistryBuilder rules)
    {
        rules.For<ArticleDiscontinued>().ConflictsWithItself().ResolveWith((_, _) => Resolution.Drop);
        rules.For<MeetingNoteAdded>().NeverConflicts();
    }

    private static IEnumerable<object> NeverDecide<TState>(TState state) => throw new InvalidOperationException("It was decided before.");
}
