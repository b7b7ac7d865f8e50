using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>What people read.</summary>
public sealed class StoryTests
{
    [Fact]
    public void A_broken_invariant() => Text(Accounts.Model().Check(Accounts.Overdrawing())).Should().Be(
        """
        Account, 500 states of up to 20 events, seed 1: 1 pair declared compatible.

        Declared compatible, did not:
        'withdrawn' after 'withdrawn' breaks "never negative":
          reached by         Deposited { Amount = 1 }
          before             Account { Balance = 1, Notes = 0 }
          theirs             Withdrawn { Amount = 1 }
          mine               Withdrawn { Amount = 1 }
          theirs, then mine  Account { Balance = -1, Notes = 0 }, which breaks "never negative"
          mine, then theirs  Account { Balance = -1, Notes = 0 }, which breaks "never negative"

        """);

    [Fact]
    public void Different_states_with_what_collections_hold() => Text(Carts.Model().Check(Carts.AddingAfterRemoving()).Pairs.Single()).Should().Be(
        """
        'item-added' after 'item-removed' ends in different states:
          reached by         ItemAdded { Item = item 0 }
          before             Cart { Items = [item 0] }
          theirs             ItemRemoved { Item = item 0 }
          mine               ItemAdded { Item = item 0 }
          theirs, then mine  Cart { Items = [item 0] }
          mine, then theirs  Cart { Items = [] }
        """);

    [Fact]
    public void Several_events_before_and_none()
    {
        var model = new AggregateModel<Account>(Accounts.Types, () => new Account(0, 0), Account.Evolve)
            .Keeps("at most three notes", account => account.Notes <= 3)
            .Decides<NoteAdded>((account, _) => account.Notes < 3 ? new NoteAdded("note") : null)
            .PrintedBy(value => value is NoteAdded note ? $"a {note.Text}\nof two lines" : null);

        Text(model.Infer().Pairs.Single()).Should().Contain(
            """
              reached by         a note
                                 of two lines
                                 a note
                                 of two lines
              before             Account { Balance = 0, Notes = 2 }
            """);
        Text(Articles.Model().Check(Articles.Compatible<StockSet>())).Should().Contain("\n  reached by         nothing: the initial state\n");
    }

    [Fact]
    public void What_was_not_found_and_what_was_not_looked_at()
    {
        var model = new AggregateModel<Account>(Accounts.Types, () => new Account(0, 0), Account.Evolve)
            .Decides<NoteAdded>((_, _) => new NoteAdded("note"));

        Text(model.Check(Accounts.Right(), new CheckOptions { Seed = 7, States = 1, MaxEvents = 1 })).Should().Be(
            """
            Account, 1 state of up to 1 event, seed 7: 1 pair declared compatible.

            Declared compatible, always commuted:
            'note-added' after 'note-added', 1 sample

            Mapped, but not decided by the model, so not checked:
            'deposited', 'withdrawn'

            """);
    }

    [Fact]
    public void A_seed_gives_the_same_report_again_and_another_seed_tries_something_else()
    {
        static string Report(int seed) => Text(Accounts.Model().Check(Accounts.Right(), new CheckOptions { Seed = seed }));

        Report(seed: 42).Should().Be(Report(seed: 42)).And.Contain("seed 42: ");
        Report(seed: 43).Replace("seed 43", "seed 42").Should().NotBe(Report(seed: 42));
    }

    [Fact]
    public void A_pair_is_found_the_same_whatever_else_the_registry_says()
    {
        var other = Registry.Of(Accounts.Types, rules => rules.For<Deposited>().CompatibleOnlyWith<Withdrawn>());
        var pair = Accounts.Model().Check(other).Pairs.Should().ContainSingle().Subject;

        Accounts.Model().Check(Accounts.Right()).Pairs.Should().ContainSingle(each => each.ToString() == pair.ToString());
    }

    private static string Text(object report) => report.ToString()!.ReplaceLineEndings("\n");
}
