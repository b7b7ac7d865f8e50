using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>The randomness that decisions are given.</summary>
public sealed class DrawsTests
{
    [Fact]
    public void Draws_keep_their_bounds()
    {
        Drawn(random => random.Next()).Should().OnlyContain(each => each >= 0);
        Drawn(random => random.Next(7)).Distinct().Should().BeEquivalentTo([0, 1, 2, 3, 4, 5, 6]);
        Drawn(random => random.Next(-3, 3)).Distinct().Should().BeEquivalentTo([-3, -2, -1, 0, 1, 2]);
        Drawn(random => random.Next(-5, -2)).Distinct().Should().BeEquivalentTo([-5, -4, -3]);
        Drawn(random => random.Next(3, 5)).Distinct().Should().BeEquivalentTo([3, 4]);
        Drawn(random => random.Next(0) + random.Next(4, 4) + random.Next(-4, -4)).Should().OnlyContain(each => each == 0);
        Drawn(random => random.NextInt64()).Should().OnlyContain(each => each >= 0);
        Drawn(random => random.NextInt64(2)).Distinct().Should().BeEquivalentTo([0L, 1L]);
        Drawn(random => random.NextInt64(long.MinValue, long.MaxValue)).Should().Contain(each => each < 0).And.Contain(each => each > 0);
        Drawn(random => random.NextDouble() + random.NextSingle()).Should().OnlyContain(each => each >= 0 && each < 2);
        Drawn(random => Shuffled(random)).Select(each => string.Concat(each)).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("123", "132", "213", "231", "312", "321");
    }

    [Fact]
    public void A_draw_with_an_upper_bound_is_small_in_half_of_all_cases()
    {
        var drawn = Drawn(random => random.Next(-1_000_000, 1_000_000));

        drawn.Count(each => each is >= 0 and < 4).Should().BeInRange(400, 600);
        drawn.Count(each => each < -4).Should().BeGreaterThan(100);
    }

    [Fact]
    public void Other_draws_are_never_the_same_twice()
    {
        Drawn(random => random.NextInt64()).Should().OnlyHaveUniqueItems();
        Drawn(random => random.NextDouble()).Should().OnlyHaveUniqueItems();
        Drawn(NewGuid).Should().OnlyHaveUniqueItems();
        Drawn(random =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Another_seed_draws_something_else_on_the_way_to_a_state_and_at_its_end()
    {
        Drawn(random => random.Next(), seed: 1).Should().NotIntersectWith(Drawn(random => random.Next(), seed: 2));
        DrawnOnTheWay(seed: 1).Should().Equal(DrawnOnTheWay(seed: 1)).And.NotIntersectWith(DrawnOnTheWay(seed: 2));
    }

    [Fact]
    public void Ids_stay_apart_while_all_else_is_made_smaller()
    {
        var types = new EventTypeMapBuilder().Map<LineAdded>("line-added").Build();
        var pair = new AggregateModel<string>(types, () => "", (last, @event) => ((LineAdded)@event).Product)
            .Decides<LineAdded>((_, random) => new LineAdded(NewGuid(random), $"product {random.Next(100)}"))
            .Infer().Pairs.Single();

        var (theirs, mine) = ((LineAdded)pair.Counterexample!.Theirs, (LineAdded)pair.Counterexample.Mine);
        new[] { theirs.Product, mine.Product }.Should().BeEquivalentTo("product 0", "product 1");
        theirs.Id.Should().NotBe(mine.Id);
    }

    [Fact]
    public void Bounds_the_wrong_way_round_are_refused() =>
        FluentActions.Invoking(() => Drawn(random => random.Next(2, 1))).Should().Throw<AggregateModelException>().WithInnerException<ArgumentOutOfRangeException>();

    private static Guid NewGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static int[] Shuffled(Random random)
    {
        int[] numbers = [1, 2, 3];
        random.Shuffle(numbers);
        return numbers;
    }

    /// <summary>What a thousand decisions draw.</summary>
    private static List<T> Drawn<T>(Func<Random, T> draw, int seed = 1)
    {
        var drawn = new List<T>();
        Model(random => drawn.Add(draw(random))).Infer(new CheckOptions { Seed = seed, States = 500, MaxEvents = 0 });
        return drawn;
    }

    /// <summary>What decisions draw where no pair is tried.</summary>
    private static List<int> DrawnOnTheWay(int seed)
    {
        var drawn = new List<int>();
        Model(random => drawn.Add(random.Next())).Check(ConflictRegistry.Empty, new CheckOptions { Seed = seed, States = 20 });
        return drawn;
    }

    private static AggregateModel<int> Model(Action<Random> draw) => new AggregateModel<int>(Doors.Types, () => 0, (count, _) => count)
        .Decides<Knocked>((_, random) =>
        {
            draw(random);
            return new Knocked();
        });

    private sealed record LineAdded(Guid Id, string Product);
}
