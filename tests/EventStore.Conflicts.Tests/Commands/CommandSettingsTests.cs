using EventStore.Conflicts.Commands;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Commands;

public sealed class CommandSettingsTests : CommandTest
{
    private interface IPayment;

    [Fact]
    public void What_cannot_be_is_refused_when_it_is_said()
    {
        Refused(() => new CommandSettings { Seen = -1 }).WithMessage("Seen is -1; a version is at least 0.*");
        Refused(() => new CommandSettings { Strategy = (ConflictStrategy)9 }).WithMessage("9 is no strategy.*");
        Refused(() => new CommandSettings { CommandId = Guid.Empty }).WithMessage("*empty GUID*");
        Refused(() => new CommandSettings { Metadata = null! }).WithParameterName("Metadata");
        Refused(() => new CommandOptions().UseStrategy<PayIn>((ConflictStrategy)9)).WithMessage("9 is no strategy.*");
    }

    [Fact]
    public void A_second_strategy_for_a_type_is_refused_and_names_both()
    {
        var options = new CommandOptions().UseStrategy<PayIn>(ConflictStrategy.Merge);

        options.Invoking(each => each.UseStrategy<PayIn>(ConflictStrategy.Reject)).Should().Throw<EventStoreConfigurationException>().WithMessage("*PayIn*Merge*Reject*");
    }

    [Theory]
    [InlineData(null, ExpectedVersionKind.DecidedAt, 2)]
    [InlineData(1L, ExpectedVersionKind.DecidedAt, 1)]
    public async Task Where_nothing_is_said_it_depends_on_whether_the_user_saw_a_version(long? seen, ExpectedVersionKind kind, long expected) =>
        await ExpectsAsync(_ => { }, new PayIn(1), new CommandSettings { Seen = seen }, kind, expected);

    [Fact]
    public async Task What_was_registered_for_the_type_of_the_command_applies_and_what_one_call_says_goes_first()
    {
        void Register(CommandOptions options) => options.UseStrategy<PayIn>(ConflictStrategy.Merge).UseStrategy<IPayment>(ConflictStrategy.Force);
        var seen = new CommandSettings { Seen = 1 };

        await ExpectsAsync(Register, new PayIn(1), seen, ExpectedVersionKind.Exactly, 1);
        await ExpectsAsync(Register, new PayInLater(1), seen, ExpectedVersionKind.Any, 0);
        await ExpectsAsync(Register, new PayIn(1), seen with { Strategy = ConflictStrategy.Reject }, ExpectedVersionKind.DecidedAt, 1);
    }

    [Fact]
    public async Task A_decision_without_a_decider_can_name_its_command()
    {
        await SomebodyPaysInAsync();
        var watched = new WatchedStore(Store);
        var commands = Commands(options => options.UseStrategy<PayIn>(ConflictStrategy.Force), watched);

        await commands.ExecuteAsync(Stream, Account.Fold, _ => Account.Deposit(1), new CommandSettings { Command = new PayIn(1) }, Token);
        await commands.ExecuteAsync(Stream, () => new AccountAggregate(), each => each.Deposit(1), new CommandSettings { Command = new PayIn(1) }, Token);

        watched.Appends.Select(each => each.Expected).Should().Equal(ExpectedVersion.Any, ExpectedVersion.Any);
    }

    private async Task ExpectsAsync(Action<CommandOptions> configure, IPayment command, CommandSettings settings, ExpectedVersionKind kind, long seen)
    {
        await SomebodyPaysInAsync();
        await SomebodyPaysInAsync();
        var watched = new WatchedStore(Store);

        // The registry knows no deposits: where it is asked, it refuses.
        await Commands(configure, watched).TryExecuteAsync(Stream, new Decider(), command, settings, Token);

        watched.Appends.Should().ContainSingle().Which.Expected.Should().Match<ExpectedVersion>(each => each.Kind == kind && each.Seen == seen);
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Func<object> make) =>
        make.Should().Throw<ArgumentException>();

    private sealed record PayIn(decimal Amount) : IPayment;

    private sealed record PayInLater(decimal Amount) : IPayment;

    private sealed class Decider : IDecider<Account, IPayment>
    {
        public Account Initial => Account.Fold.Initial;

        public Account Evolve(Account state, object @event) => Account.Fold.Evolve(state, @event);

        public IEnumerable<object> Decide(Account state, IPayment command) => Account.Deposit(1);
    }
}
