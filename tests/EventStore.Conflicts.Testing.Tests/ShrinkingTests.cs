using System.Collections.Immutable;
using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>From whatever is found first, the smallest story is reached.</summary>
public sealed class ShrinkingTests
{
    private static readonly EventTypeMap Types = new EventTypeMapBuilder().Map<Told>("told").Map<Asked>("asked").Build();

    /// <summary>Notes, which nobody chooses anything of, are no part of the story.</summary>
    [Fact]
    public void The_smallest_amounts_that_overdraw() => AllSeeds(count: 60, seed =>
    {
        var found = Accounts.Model().Check(Accounts.Overdrawing(), new CheckOptions { Seed = seed, States = 200 }).Pairs.Single().Counterexample!;

        found.History.Append(found.Theirs).Append(found.Mine).Should().Equal(new Deposited(1), new Withdrawn(1), new Withdrawn(1));
    });

    /// <summary>Three equal choices, that must stay equal while they are lowered.</summary>
    [Fact]
    public void The_smallest_number_that_must_be_told_three_times() => AllSeeds(count: 5, seed =>
    {
        var found = Single(Model()
            .Keeps("nothing from 5 on three times", numbers => !numbers.GroupBy(number => number).Any(equal => equal.Key >= 5 && equal.Count() > 2))
            .Decides<Told>((numbers, random) => random.Next(7) is var number && numbers.Count(each => each == number) < 2 ? new Told(number) : null)
            .Infer(new CheckOptions { Seed = seed, States = 2_000, MaxEvents = 3 }));

        found.History.Append(found.Theirs).Append(found.Mine).Should().Equal(new Told(5), new Told(5), new Told(5));
    });

    /// <summary>Choices that may be equal, of which only one can be lowered: tried from single samples, so that no luckier one hides it.</summary>
    [Fact]
    public void The_smallest_of_two_numbers_that_only_matters_by_itself()
    {
        var found = new List<Counterexample>();
        AllSeeds(count: 1_000, seed => found.AddRange(Model()
            .Decides<Told>((_, random) => new Told(random.Next(6)))
            .Decides<Asked>((_, random) => new Asked(random.Next(6)))
            .Keeps("nothing is asked but of 5 and more", numbers => !numbers.Contains(-1) || !numbers.Exists(number => number >= 5))
            .Infer(new CheckOptions { Seed = seed, States = 1, MaxEvents = 0 })
            .Pairs.Where(pair => pair is { Mine: "told", Theirs: "asked", Counterexample: not null }).Select(pair => pair.Counterexample!)));

        found.Should().HaveCountGreaterThan(50).And.OnlyContain(each => each.Theirs.Equals(new Asked(0)) && each.Mine.Equals(new Told(5)));
    }

    /// <summary>Two choices of which the difference matters.</summary>
    [Fact]
    public void The_smallest_numbers_that_are_two_apart() => AllSeeds(count: 60, seed =>
    {
        var found = Single(Model()
            .Decides<Told>((_, random) => new Told(random.Next(100)))
            .Keeps("nothing is two apart", numbers => numbers.Count < 2 || Math.Abs(numbers[^1] - numbers[^2]) != 2)
            .Infer(new CheckOptions { Seed = seed, States = 300, MaxEvents = 0 }));

        new[] { found.Theirs, found.Mine }.Should().BeEquivalentTo([new Told(0), new Told(2)]);
    });

    private static AggregateModel<ImmutableList<int>> Model() => new AggregateModel<ImmutableList<int>>(
            Types, () => [], (numbers, @event) => @event is Told told ? numbers.Add(told.Number) : numbers.Add(-1))
        .ComparedBy(EqualityComparer<ImmutableList<int>>.Create((one, other) => one!.Order().SequenceEqual(other!.Order())));

    private static Counterexample Single(ProposedMatrix matrix) => matrix.Pairs.Single().Counterexample!;

    private static void AllSeeds(int count, Action<int> check)
    {
        for (var seed = 0; seed < count; seed++)
        {
            check(seed);
        }
    }

    private sealed record Told(int Number);

    private sealed record Asked(int Number);
}
