namespace EventStore.Conflicts.Rules;

/// <summary>What a registry says of an incoming type (the row) and a concurrent one. Immutable.</summary>
/// <param name="Concurrent">The name of the concurrent type, or a pattern of names.</param>
/// <param name="IsPattern">
/// True for a pattern. The cell is about the names it matches that have no cell of their own in this row, neither as a type nor by a narrower pattern.
/// </param>
/// <param name="Decision">What is decided, by which rule.</param>
public sealed record MatrixCell(string Concurrent, bool IsPattern, PairDecision Decision);
