using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>What is wrong with a model is said before anything is said of rules, by the smallest story, with the seed.</summary>
public sealed class ModelErrorTests
{
    [Fact]
    public void A_decision_that_breaks_an_invariant_alone() => Problem(Model()
        .Keeps("never negative", account => account.Balance >= 0)
        .Decides<Deposited>((_, random) => new Deposited(random.Next(1, 100)))
        .Decides<Withdrawn>((_, random) => new Withdrawn(random.Next(1, 100)))).Should().Be(
        """
        The model of Account is wrong: an event of 'withdrawn', on the very state it was decided on, breaks "never negative".
          reached by  nothing: the initial state
          before      Account { Balance = 0, Notes = 0 }
          event       Withdrawn { Amount = 1 }
          after       Account { Balance = -1, Notes = 0 }, which breaks "never negative"
        Seed 1.
        """);

    [Fact]
    public void A_decision_that_throws() => Problem(Model()
        .Decides<Deposited>((_, random) => new Deposited(random.Next(1, 100)))
        .Decides<Withdrawn>((account, _) => account.Balance > 5 ? throw new InvalidOperationException("Too rich.") : null)).Should().Be(
        """
        The model of Account is wrong: the decision of 'withdrawn' throws InvalidOperationException: Too rich.
          reached by  Deposited { Amount = 6 }
          before      Account { Balance = 6, Notes = 0 }
        Seed 1.
        """);

    [Fact]
    public void A_fold_that_throws_on_an_event_that_was_just_decided() =>
        Problem(new AggregateModel<Account>(Accounts.Types, () => new Account(0, 0), (_, _) => throw new NotSupportedException("Unknown event."))
            .Decides<NoteAdded>((_, _) => new NoteAdded("note"))).Should().StartWith(
            "The model of Account is wrong: an event of 'note-added', on the very state it was decided on, throws NotSupportedException: Unknown event.\n");

    [Fact]
    public void An_initial_state_that_breaks_an_invariant() => Problem(Model()
        .Keeps("never negative", account => account.Balance >= 0)
        .Keeps("never empty", account => account.Balance > 0)
        .Decides<NoteAdded>((_, _) => new NoteAdded("note"))).Should().Be(
        """
        The model of Account is wrong: the initial state breaks "never empty".
          state  Account { Balance = 0, Notes = 0 }, which breaks "never empty"
        Seed 1.
        """);

    [Fact]
    public void An_initial_state_that_cannot_be_made() =>
        Problem(new AggregateModel<Account>(Accounts.Types, () => throw new InvalidOperationException("No database."), Account.Evolve)
            .Decides<NoteAdded>((_, _) => new NoteAdded("note"))).Should().Contain("the initial state throws InvalidOperationException: No database.");

    [Fact]
    public void An_invariant_that_throws() => Problem(Model()
        .Keeps("few notes", account => 10 / (1 - account.Notes) > 0)
        .Decides<NoteAdded>((_, _) => new NoteAdded("note"))).Should().Contain("on the very state it was decided on, throws DivideByZeroException");

    [Fact]
    public void An_event_of_a_derived_type()
    {
        var types = new EventTypeMapBuilder().Map<Base>("base").Build();

        Problem(new AggregateModel<int>(types, () => 0, (count, _) => count + 1).Decides<Base>((_, _) => new Derived()))
            .Should().Contain("the decision of 'base' gives a Derived, not exactly a Base.");
    }

    [Fact]
    public void States_that_are_compared_by_reference() => Problem(new AggregateModel<List<object>>(Accounts.Types, () => [], (all, each) => [.. all, each])
        .Decides<NoteAdded>((_, _) => new NoteAdded("note"))).Should().Be(
        """
        The model of List is wrong: the same events, folded twice, end in states that are not equal. Compare what states hold (ComparedBy), and fold without chance.
          events  NoteAdded { Text = note }
                  NoteAdded { Text = note }
          state   [NoteAdded { Text = note }, NoteAdded { Text = note }]
        Seed 1.
        """);

    [Fact]
    public void A_fold_that_changes_its_mind()
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);

        Problem(new AggregateModel<int>(
                Accounts.Types, () => 0, (count, @event) => seen.Add(@event) ? count + 1 : throw new InvalidOperationException("Seen."))
            .Decides<NoteAdded>((_, _) => new NoteAdded("note"))).Should().StartWith(
                "The model of Int32 is wrong: the same events, folded again, are not sound any more.\n")
            .And.Contain("  before      throws InvalidOperationException: Seen.\n");
    }

    [Fact]
    public void An_exception_is_kept_with_what_threw_it() =>
        Model().Decides<NoteAdded>((_, _) => throw new InvalidOperationException("Oh.")).Invoking(each => each.Check(Accounts.Right(), new CheckOptions { Seed = 3 }))
            .Should().Throw<AggregateModelException>().WithMessage("*Seed 3.").WithInnerException<InvalidOperationException>().WithMessage("Oh.");

    private static AggregateModel<Account> Model() => new(Accounts.Types, () => new Account(0, 0), Account.Evolve);

    private static string Problem<TState>(AggregateModel<TState> model) =>
        model.Invoking(each => each.Infer()).Should().Throw<AggregateModelException>().Which.Message.ReplaceLineEndings("\n");

    private record Base;

    private sealed record Derived : Base;
}
