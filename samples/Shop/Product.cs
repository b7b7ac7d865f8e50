using EventStore.Conflicts.Commands;

namespace Shop;

/// <summary>What an editor shows of a product.</summary>
internal sealed record Product(string Name, decimal Price, int Stock, IReadOnlyList<string> Notes, bool IsDiscontinued)
{
    internal static Fold<Product?> Fold { get; } = new(null, (product, @event) => @event switch
    {
        ProductAdded added => new Product(added.Name, added.Price, added.Stock, Notes: [], IsDiscontinued: false),
        PriceChanged price => product! with { Price = price.To },
        StockChanged stock => product! with { Stock = stock.To },
        NoteAdded note => product! with { Notes = [.. product.Notes, note.Text] },
        Discontinued => product! with { IsDiscontinued = true },
        _ => product,
    });
}
