using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

public sealed class InferenceTests
{
    [Theory]
    [MemberData(nameof(TrapsTests.Seeds), MemberType = typeof(TrapsTests))]
    public void The_matrix_comes_from_the_aggregate_alone(int seed)
    {
        const PairVerdict Good = PairVerdict.Compatible;
        const PairVerdict Bad = PairVerdict.Conflicting;
        var options = new CheckOptions { Seed = seed };

        Accounts.Model().Infer(options).Pairs.Select(pair => pair.Verdict).Should().Equal(Good, Good, Good, Good, Bad, Good, Good, Good, Good);
        Articles.Model().Infer(options).Pairs.Select(pair => pair.Verdict).Should().Equal(Bad, Bad, Good, Bad, Good, Good, Good, Good, Bad);
        Carts.Model().Infer(options).Pairs.Select(pair => pair.Verdict).Should().Equal(Good, Bad, Bad, Good);
    }

    [Fact]
    public void A_pair_is_tried_with_the_same_events_both_ways_round()
    {
        static object Figures(PairResult pair, bool swapped) => swapped
            ? (pair.Theirs, pair.Mine, pair.TheirsDecided, pair.MineDecided, pair.Samples)
            : (pair.Mine, pair.Theirs, pair.MineDecided, pair.TheirsDecided, pair.Samples);
        var pairs = Accounts.Model().Infer().Pairs;

        pairs.Select(pair => Figures(pair, swapped: true)).Should().BeEquivalentTo(pairs.Select(pair => Figures(pair, swapped: false)));
    }

    [Fact]
    public void It_prints_as_a_table_with_each_story_once() => Text(Carts.Model().Infer()).Should().Be(
        """
        Proposed for Cart from 500 states of up to 20 events, seed 1:

        | mine ↓ theirs → | item-added | item-removed |
        | --- | --- | --- |
        | item-added | compatible | conflicts |
        | item-removed | conflicts | compatible |

        'item-removed' after 'item-added' ends in different states:
          reached by         ItemAdded { Item = item 0 }
          before             Cart { Items = [item 0] }
          theirs             ItemAdded { Item = item 0 }
          mine               ItemRemoved { Item = item 0 }
          theirs, then mine  Cart { Items = [] }
          mine, then theirs  Cart { Items = [item 0] }
        """);

    [Fact]
    public void A_pair_that_could_not_be_tried_is_not_proposed_either_way()
    {
        var matrix = Doors.Model().Infer();

        Text(matrix).Should().EndWith("| opened | compatible | not checked |\n| closed | not checked | compatible |");
        matrix.DifferencesTo(Doors.Compatible()).Select(difference => (difference.Pair.Mine, difference.Pair.Theirs)).Should().Equal(("opened", "opened"));
    }

    [Fact]
    public void The_differences_to_a_registry_say_what_is_declared_and_what_was_found()
    {
        var registry = Registry.Of(Accounts.Types, rules =>
        {
            rules.For<Deposited>().NeverConflicts();
            rules.For<Withdrawn>().ConflictsWith<NoteAdded>().CompatibleWithItself();
        });

        var differences = Accounts.Model().Infer().DifferencesTo(registry);

        differences.Select(difference => Text(difference).Split('\n')[0]).Should().SatisfyRespectively(
            first => first.Should().Be("declared compatible, did not: 'withdrawn' after 'withdrawn' breaks \"never negative\":"),
            second => second.Should().Match(
                "declared conflicting, always commuted: 'withdrawn' after 'note-added', * samples; declared to conflict at InferenceTests.cs:*"),
            third => third.Should().Be(
                "declared conflicting, always commuted: 'note-added' after 'deposited', 500 samples; no rule for the incoming type, so it conflicts with everything"),
            fourth => fourth.Should().StartWith("declared conflicting, always commuted: 'note-added' after 'withdrawn', "),
            fifth => fifth.Should().StartWith("declared conflicting, always commuted: 'note-added' after 'note-added', "));
        Text(differences[0]).Should().EndWith("mine, then theirs  Account { Balance = -1, Notes = 0 }, which breaks \"never negative\"");
    }

    [Fact]
    public void Right_rules_differ_in_nothing() => Accounts.Model().Infer().DifferencesTo(Accounts.Right()).Should().BeEmpty();

    private static string Text(object? value) => value!.ToString()!.ReplaceLineEndings("\n");
}
