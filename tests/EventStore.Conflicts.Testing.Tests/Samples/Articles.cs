using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Testing.Tests.Samples;

internal sealed record StockSet(int Quantity);

internal sealed record StockChanged(int By);

internal sealed record Renamed(string Name);

internal sealed record Article(int Stock, string Name)
{
    internal static Article Evolve(Article article, object @event) => @event switch
    {
        StockSet set => article with { Stock = set.Quantity },
        StockChanged changed => article with { Stock = article.Stock + changed.By },
        Renamed renamed => article with { Name = renamed.Name },
        _ => article,
    };
}

/// <summary>Absolute values, where the last writer wins, beside a delta.</summary>
internal static class Articles
{
    private static readonly string[] Names = ["Ant", "Bee", "Cat", "Dog"];

    internal static EventTypeMap Types { get; } = new EventTypeMapBuilder()
        .Map<StockSet>("stock-set").Map<StockChanged>("stock-changed").Map<Renamed>("renamed").Build();

    internal static AggregateModel<Article> Model() => new AggregateModel<Article>(Types, () => new Article(0, "New"), Article.Evolve)
        .Decides<StockSet>((_, random) => new StockSet(random.Next(1_000)))
        .Decides<StockChanged>((_, random) => new StockChanged(random.Next(-50, 50)))
        .Decides<Renamed>((_, random) => new Renamed(Names[random.Next(Names.Length)]));

    internal static ConflictRegistry Compatible<TEvent>() => Registry.Of(Types, rules => rules.For<TEvent>().CompatibleOnlyWith<TEvent>());
}
