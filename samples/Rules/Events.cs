namespace Shop;

internal interface INote;

internal interface ICustomerChange;

internal sealed record CommentAdded(string Text) : INote;

internal sealed record ReviewAdded(int Stars) : INote;

internal sealed record PriceChanged(string Sku, decimal Price);

internal sealed record Discontinued(string Sku);

internal sealed record StockChanged(string Sku, int From, int To);

internal sealed record OrderPlaced(string Sku, int Quantity);

internal sealed record AddressChanged(string Address) : ICustomerChange;

internal sealed record EmailChanged(string Email) : ICustomerChange;

internal sealed record CustomerDeleted;

internal sealed record LabelPrinted;
