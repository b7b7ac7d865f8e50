namespace ManyHosts;

internal sealed record NoteAdded(string Host);

internal sealed record PriceRaised(string Host, int From, int To);

internal sealed record DayClosed;
