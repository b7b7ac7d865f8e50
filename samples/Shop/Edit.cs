using EventStore.Conflicts.Commands;

namespace Shop;

/// <summary>What one person saves: only what they changed.</summary>
internal sealed record Edit(string By, decimal? Price = null, int? Stock = null, string? Note = null, bool Discontinue = false)
{
    internal IEnumerable<object> Decide(Product? product)
    {
        Require(product is not null, "There is no such product.");
        Require(Price is null or > 0, "A price must be more than 0.");
        Require(Stock is null or >= 0, "The stock cannot be less than 0.");
        Require(Note is null or { Length: <= 200 }, "A note is at most 200 characters long.");
        Require(!product!.IsDiscontinued || (Price ?? Stock) is null, "The product is discontinued.");
        if (Price is { } price && price != product.Price)
        {
            yield return new PriceChanged(product.Price, price);
        }

        if (Stock is { } stock && stock != product.Stock)
        {
            yield return new StockChanged(product.Stock, stock);
        }

        if (!string.IsNullOrWhiteSpace(Note))
        {
            yield return new NoteAdded(Note);
        }

        if (Discontinue && !product.IsDiscontinued)
        {
            yield return new Discontinued();
        }
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidCommandException(otherwise);
        }
    }
}
