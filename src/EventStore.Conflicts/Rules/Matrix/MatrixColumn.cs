namespace EventStore.Conflicts.Rules;

/// <summary>A column of a matrix: its heading, and what stands in it in each row; null where the row doesn't speak of it.</summary>
internal sealed record MatrixColumn(IReadOnlyList<MatrixText> Heading, Func<MatrixRow, PairDecision?> In)
{
    internal static IReadOnlyList<MatrixColumn> Of(RegistryDescription registry) =>
    [
        .. registry.Types.Select((type, i) => new MatrixColumn(MatrixText.Heading(type, isPattern: false), row => row.Cells[i].Decision)),
        .. registry.Patterns.Select(pattern => new MatrixColumn(
            MatrixText.Heading(pattern, isPattern: true), row => row.Cells.FirstOrDefault(cell => cell.IsPattern && cell.Concurrent == pattern)?.Decision)),

        // A type has a column of its own; the types of a pattern have not.
        .. registry.Rows.Any(row => row.IsPattern) ? new[] { new MatrixColumn([MatrixWords.ItsOwnType], row => row.Itself) } : [],
        new MatrixColumn([MatrixWords.AnyOtherType], row => row.Otherwise),
    ];
}
