using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Commands of a user who had seen a version: decided on the newest state, and refused if the registry finds a conflict in what they had not seen.</summary>
public abstract class RejectCommandContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly CommandSettings SawOne = new() { Seen = 1 };

    private readonly IEventStore store;
    private readonly CommandExecutor commands;

    protected RejectCommandContract()
    {
        store = OpenStore(rules =>
        {
            rules.For<MeetingNoteAdded>().NeverConflicts();
            rules.For<PriceChanged>().ConflictsWithItself();
            rules.For<StockCounted>().CompatibleOnlyWith<MeetingNoteAdded>().AtMost(events: 2);
            rules.For<Withdrawn>().NeverConflicts();
            rules.For<ClientValueRaised>().ConflictsWithItself().ResolveWith((mine, theirs) => Resolution.Replace(new ClientValueRaised(mine.Value + theirs.Value)));
        });
        commands = store.Commands();
    }

    [Fact]
    public async Task What_they_had_not_seen_and_does_not_conflict_is_admitted_and_returned()
    {
        var article = await StreamOfAsync(store, ANote(), ANote(), AStockCount());

        var result = await commands.ExecuteAsync(article, Prices, _ => [new PriceChanged("tea", 3)], SawOne, Token);

        (result.Outcome, result.State, result.Version, result.Attempts).Should().Be((CommandOutcome.Committed, "tea 3", 4, 1));
        (result.Append!.Outcome, result.PassedOver.Versions).Should().Be((AppendOutcome.Admitted, new VersionRange(2, 3)));
        result.PassedOver.Events.Should().HaveCount(2);
        (await store.ReadAsync(article))[^1].DecidedAt.Should().Be(3);
    }

    [Fact]
    public async Task What_they_had_not_seen_and_conflicts_is_shown_to_them_and_nothing_is_written()
    {
        var article = await StreamOfAsync(store, ANote(), ANote(), APriceChange(2));

        var refusal = await Assert.ThrowsAsync<UserFacingConflictException>(
            () => commands.ExecuteAsync(article, Prices, _ => [new PriceChanged("tea", 3)], SawOne, Token));

        (refusal.Stream, refusal.Expected, refusal.Actual).Should().Be((article, DecidedAt(3, seen: 1), 3));
        refusal.Missed.Versions.Should().Be(new VersionRange(2, 3));
        refusal.Missed.Events.Select(each => each.Data).Should().Equal(new MeetingNoteAdded("They like tea."), new PriceChanged("tea", 2));
        refusal.Report.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(3);
        refusal.InnerException.Should().BeOfType<StreamConflictException>().Which.Report.Should().BeSameAs(refusal.Report);
        refusal.Message.Should().Be($"Stream '{article}' was changed by others after version 1: meeting-note-added (2), price-changed (3). Please review what has changed and try again.");
        (await store.GetStreamVersionAsync(article, Token)).Should().Be(3);
    }

    [Fact]
    public async Task The_invariant_is_checked_on_the_newest_state_whatever_they_had_seen()
    {
        var account = await StreamOfAsync(store, new NewEvent(new Deposited(100)), new NewEvent(new Withdrawn(80)));

        var answer = await commands.TryExecuteAsync(account, Account.Fold, each => each.Withdraw(30), SawOne, Token);

        answer.Invalid!.Message.Should().Be("There are only 20 left.");
    }

    [Fact]
    public async Task What_the_registry_would_merge_is_not_merged_into_a_decision_that_has_seen_it()
    {
        var client = await StreamOfAsync(store, ARaise(1), ARaise(20));
        var latest = new Fold<decimal>(0, (value, @event) => @event is ClientValueRaised raised ? raised.Value : value);

        var result = await commands.ExecuteAsync(client, latest, _ => [new ClientValueRaised(300)], SawOne, Token);

        (result.State, result.Version).Should().Be((300, 3));
    }

    [Fact]
    public async Task What_comes_after_the_decision_is_decided_upon_and_then_judged_by_the_registry()
    {
        var (calm, busy) = (await StreamOfAsync(store, ANote(), ANote()), await StreamOfAsync(store, ANote(), ANote()));
        IEnumerable<object> Decide(string _) => [new PriceChanged("tea", 3)];

        var admitted = await commands.ExecuteAsync(calm, Prices, CommandShortcuts.Meanwhile<string>(() => store.AppendAsync(calm, Any, ANote()), Decide), SawOne, Token);
        var refusal = await Assert.ThrowsAsync<UserFacingConflictException>(() => commands.ExecuteAsync(
            busy, Prices, CommandShortcuts.Meanwhile<string>(() => store.AppendAsync(busy, Any, APriceChange(2)), Decide), SawOne, Token));

        (admitted.Attempts, admitted.Version, admitted.PassedOver.Count).Should().Be((2, 4, 2));
        refusal.Expected.Should().Be(DecidedAt(3, seen: 1), "it was decided twice, the second time on the other price");
        refusal.Missed.Events.Select(each => each.Version).Should().Equal(2, 3);
    }

    [Fact]
    public async Task A_conflict_with_what_they_had_not_seen_is_told_at_once_even_if_something_came_after_the_decision()
    {
        var article = await StreamOfAsync(store, ANote(), APriceChange(2));
        var decide = CommandShortcuts.Meanwhile<string>(() => store.AppendAsync(article, Any, Notes(150)), _ => [new PriceChanged("tea", 3)]);

        var refusal = await Assert.ThrowsAsync<UserFacingConflictException>(() => commands.ExecuteAsync(article, Prices, decide, SawOne, Token));

        refusal.Report.Conflicts.First().Rule.Kind.Should().Be(ConflictRuleKind.ConflictsWith);
        (refusal.Expected, refusal.Actual, refusal.Missed.Count).Should().Be((DecidedAt(2, seen: 1), 152, 151));
        refusal.Missed.Events.Select(each => each.Version).Should().Equal(Enumerable.Range(2, 100).Select(version => (long)version));
    }

    [Fact]
    public async Task Too_far_behind_is_for_the_user_to_know()
    {
        var article = await StreamOfAsync(store, ANote(), ANote(), ANote());
        var decide = CommandShortcuts.Meanwhile<string>(() => store.AppendAsync(article, Any, ANote()), _ => [new StockCounted("tea", 5)]);

        var refusal = await Assert.ThrowsAsync<UserFacingConflictException>(() => commands.ExecuteAsync(article, Prices, decide, SawOne, Token));

        refusal.Report.ExceededCap!.MaxEvents.Should().Be(2);
        (refusal.Expected, refusal.Missed.Count).Should().Be((DecidedAt(3, seen: 1), 3), "deciding again brings nobody nearer");
    }

    [Fact]
    public async Task Without_a_version_they_saw_whatever_comes_meanwhile_is_refused_at_once()
    {
        var article = await StreamOfAsync(store, ANote());
        var decide = CommandShortcuts.Meanwhile<string>(() => store.AppendAsync(article, Any, ANote("theirs")), _ => [new MeetingNoteAdded("mine")]);

        var refusal = await Assert.ThrowsAsync<UserFacingConflictException>(
            () => commands.ExecuteAsync(article, Prices, decide, new CommandSettings { Strategy = ConflictStrategy.Reject }, Token));

        refusal.Expected.Should().Be(DecidedAt(1, seen: 1));
        refusal.Missed.Events.Should().ContainSingle().Which.Data.Should().Be(new MeetingNoteAdded("theirs"));
        (await store.GetStreamVersionAsync(article, Token)).Should().Be(2);
    }

    [Theory]
    [InlineData(ConflictStrategy.Retry)]
    [InlineData(ConflictStrategy.Reject)]
    [InlineData(ConflictStrategy.Merge)]
    [InlineData(ConflictStrategy.Force)]
    public async Task A_version_that_is_not_there_cannot_have_been_seen_whatever_the_strategy(ConflictStrategy strategy)
    {
        var article = await StreamOfAsync(store, ANote());

        var refusal = await Assert.ThrowsAsync<WrongExpectedVersionException>(
            () => commands.ExecuteAsync(article, Prices, _ => [new MeetingNoteAdded("")], new CommandSettings { Seen = 2, Strategy = strategy }, Token));

        (refusal.Expected, refusal.Actual).Should().Be((Exactly(2), 1));
        (await store.GetStreamVersionAsync(article, Token)).Should().Be(1);
    }

    [Fact]
    public async Task Of_many_users_who_saw_the_same_price_one_changes_it_and_the_others_are_shown_who_did()
    {
        var article = await StreamOfAsync(store, ANote());

        var answers = await Together.RunAsync(CommandShortcuts.Writers, number => commands.TryExecuteAsync(
            article, Prices, _ => [new PriceChanged("tea", number)], SawOne, Token));

        var stored = await store.ReadAsync(article);
        var changed = stored.Select(each => each.Data).OfType<PriceChanged>().Should().ContainSingle().Subject;
        answers.Where(each => each.IsSuccess).Should().ContainSingle().Which.Result!.State.Should().Be($"tea {changed.Price}");
        answers.Where(each => !each.IsSuccess).Should().OnlyContain(each =>
            ((UserFacingConflictException)each.Conflict!).Missed.Events.Single(missed => missed.Data is PriceChanged).Version == 2);
    }

    [Fact]
    public async Task Of_many_users_whose_changes_are_compatible_all_come_through_each_decided_on_the_newest_state()
    {
        var article = await StreamOfAsync(store, ANote());

        var results = await Together.RunAsync(CommandShortcuts.Writers, number => commands.ExecuteAsync(
            article, Prices, _ => [new MeetingNoteAdded($"{number}")], SawOne, Token));

        var stored = await store.ReadAsync(article, fromVersion: 2);
        stored.Select(each => ((MeetingNoteAdded)each.Data!).Note).Should().BeEquivalentTo(Enumerable.Range(0, CommandShortcuts.Writers).Select(number => $"{number}"));
        stored.Should().OnlyContain(each => each.DecidedAt == each.Version - 1);
        results.Should().OnlyContain(each => each.PassedOver.Count == each.Version - 2);
    }

    private static Fold<string> Prices { get; } = new("", (shown, @event) => @event is PriceChanged price ? $"{price.Sku} {price.Price}" : shown);
}
