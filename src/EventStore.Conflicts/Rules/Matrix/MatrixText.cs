namespace EventStore.Conflicts.Rules;

/// <summary>A piece of text of a matrix: words of ours, or a name that somebody gave.</summary>
internal readonly record struct MatrixText(string Text, bool IsName)
{
    internal static MatrixText Name(string name) => new(MatrixWords.Visible(name), IsName: true);

    public static implicit operator MatrixText(string words) => new(words, IsName: false);

    internal static IReadOnlyList<MatrixText> Heading(string name, bool isPattern) => isPattern ? ["other ", Name(name)] : [Name(name)];

    internal static IEnumerable<MatrixText> Listed(IEnumerable<MatrixText> items) => items.SelectMany((item, i) => i == 0 ? new[] { item } : [", ", item]);

    /// <summary>The place of a declaration in brackets, as far as it may be shown: never a path. Nothing for what nobody declared.</summary>
    internal static IEnumerable<MatrixText> At(SourcePlace? place, bool lineNumbers) =>
        place is null ? [] : [" (", Name(lineNumbers ? place.ToString() : place.FileName), ")"];
}
