namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>An event that a name is mapped to.</summary>
internal sealed record Note(string? Text);
