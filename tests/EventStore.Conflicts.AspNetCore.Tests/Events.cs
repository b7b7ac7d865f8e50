namespace EventStore.Conflicts.AspNetCore.Tests;

internal sealed record PriceChanged(decimal Price);

internal sealed record NoteAdded(string Text);

internal sealed record Described(string Text);
