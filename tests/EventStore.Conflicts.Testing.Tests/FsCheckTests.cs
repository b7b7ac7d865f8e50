using EventStore.Conflicts.Testing.Tests.Samples;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>Any generator that can be seeded is a source of events: the package knows none of them.</summary>
public sealed class FsCheckTests
{
    private static readonly Gen<StockSet> StockSets = from quantity in Gen.Choose(0, 1_000) select new StockSet(quantity);

    [Fact]
    public void Events_come_from_a_generator_of_FsCheck()
    {
        var first = Infer();

        first.Verdict.Should().Be(PairVerdict.Conflicting);
        Infer().ToString().Should().Be(first.ToString());
    }

    private static PairResult Infer() => new AggregateModel<Article>(Articles.Types, () => new Article(0, "New"), Article.Evolve)
        .Decides<StockSet>((_, random) => Sample(StockSets, random))
        .Infer(new CheckOptions { Seed = 5 }).Pairs.Single();

    private static T Sample<T>(Gen<T> generator, Random random) =>
        generator.Sample(1, new Rnd((ulong)random.NextInt64()), random.Next(50)).Single();
}
