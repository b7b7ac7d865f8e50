namespace EventStore.Conflicts.Testing.Printing;

/// <summary>A heading, and below it labelled lines whose texts begin at the same column.</summary>
internal static class Story
{
    internal static string Tell(string heading, params IEnumerable<(string Label, string Text)> lines)
    {
        var told = lines.ToList();
        var width = told.Max(line => line.Label.Length) + 4;
        var indented = Environment.NewLine + new string(' ', width);
        return string.Join(
            Environment.NewLine, told.Select(line => $"  {line.Label}".PadRight(width) + line.Text.ReplaceLineEndings(indented)).Prepend(heading));
    }

    internal static string Events(IReadOnlyList<object> events, Func<object?, string> print) =>
        events.Count == 0 ? "nothing: the initial state" : string.Join('\n', events.Select(print));
}
