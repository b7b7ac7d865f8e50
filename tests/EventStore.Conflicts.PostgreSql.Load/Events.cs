namespace EventStore.Conflicts.PostgreSql.Load;

internal sealed record Noted(string Text);

internal sealed record Moved(int Place, string Text);

internal sealed record Counted(string Text);
