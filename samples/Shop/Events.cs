namespace Shop;

internal sealed record ProductAdded(string Name, decimal Price, int Stock);

internal sealed record PriceChanged(decimal From, decimal To);

internal sealed record StockChanged(int From, int To);

internal sealed record NoteAdded(string Text);

internal sealed record Discontinued;
