using System.Text.Json;
using Spectre.Console;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>Writes what came out, to standard output.</summary>
internal static class Report
{
    // Wide enough for any two type names: a line that is piped somewhere must not be broken.
    private const int UnboundedWidth = 2_000;

    /// <summary>One JSON object and nothing else.</summary>
    internal static void WriteJson(ReplayFigures figures) => Console.Out.WriteLine(JsonSerializer.Serialize(new
    {
        events = figures.Events,
        streams = figures.Streams,
        completed = figures.Completed,
        stale = figures.Stale,
        admitted = figures.Admitted,
        rejected = figures.Rejected,
        seconds = Math.Round(figures.Elapsed.TotalSeconds, 3),
    }));

    /// <summary>For people: the pairs as a table, and what a registry saves.</summary>
    internal static void WriteText(ReplayFigures figures, bool withRules)
    {
        var console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = UnboundedWidth;
        }

        if (figures.Stale > 0)
        {
            console.Write(PairTable(figures));
            Console.Out.WriteLine("A save is counted once in each pair; one that met several types stands in several rows.");
            Console.Out.WriteLine();
        }

        foreach (var line in Summary(figures, withRules))
        {
            Console.Out.WriteLine(line);
        }
    }

    private static Table PairTable(ReplayFigures figures)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumn("saved");
        table.AddColumn("committed meanwhile");
        table.AddColumn(new TableColumn("rejected for it").RightAligned());
        table.AddColumn(new TableColumn("admitted past it").RightAligned());
        foreach (var (pair, count) in figures.Pairs)
        {
            table.AddRow(new Text(pair.Incoming), new Text(pair.Concurrent), new Text($"{count.Rejected:N0}"), new Text($"{count.Admitted:N0}"));
        }

        return table;
    }

    private static IEnumerable<string> Summary(ReplayFigures figures, bool withRules)
    {
        yield return $"{Count(figures.Events, "event")} in {Count(figures.Streams, "stream")}, replayed in {figures.Elapsed.TotalSeconds:N1} s.";
        yield return $"Work items saved: {figures.Completed:N0}; stale when saved: {figures.Stale:N0}{Share(figures.Stale, figures.Completed)}.";
        yield return $"Plain optimistic concurrency rejects {figures.Stale:N0}.";
        yield return withRules
            ? $"Your registry rejects {figures.Rejected:N0} and admits {figures.Admitted:N0}{Share(figures.Admitted, figures.Stale)}."
            : "No rules were given, so that is what happened here. Give --rules FILE to see what a registry admits.";
    }

    private static string Count(long number, string what) => $"{number:N0} {what}{(number == 1 ? string.Empty : "s")}";

    private static string Share(long part, long whole) => whole == 0 ? string.Empty : $" ({(double)part / whole:P1})";
}
