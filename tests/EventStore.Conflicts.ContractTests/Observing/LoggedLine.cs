using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.ContractTests;

/// <summary>A line of a log.</summary>
/// <param name="Category">Who wrote it.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Text">The line as people read it.</param>
/// <param name="Values">The values in it, by their names.</param>
/// <param name="Failure">The exception that came with it.</param>
public sealed record LoggedLine(string Category, LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Values, Exception? Failure);
