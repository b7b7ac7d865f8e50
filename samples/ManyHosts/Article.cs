using EventStore.Conflicts.Commands;

namespace ManyHosts;

/// <summary>What its events make of an article.</summary>
internal sealed record Article(int Price)
{
    internal const int FirstPrice = 100;

    internal static Fold<Article> Fold { get; } = new(new Article(FirstPrice), (article, @event) => @event is PriceRaised raised ? new Article(raised.To) : article);

    /// <summary>Depends on the price, so it is decided again where others have changed it meanwhile: no raise may be lost.</summary>
    internal IEnumerable<object> Raise(string host) => [new PriceRaised(host, Price, Price + 1)];
}
