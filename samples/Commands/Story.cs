using EventStore.Conflicts;
using EventStore.Conflicts.Commands;

namespace Bank;

/// <summary>Prints who tried what, and what became of it.</summary>
internal static class Story
{
    internal static void Begin(string title) => Console.WriteLine(title);

    internal static void Chapter(string title) => Console.WriteLine($"{Environment.NewLine}{title}");

    internal static void Tell(string text) => Console.WriteLine($"  {text}");

    internal static void Tell<TState>(string what, CommandResult<TState> result, string state)
    {
        var attempts = result.Attempts switch
        {
            0 => "not decided again",
            1 => "decided once",
            2 => "decided twice",
            var more => $"decided {more} times",
        };
        Tell($"{what}: {result.Outcome}, {attempts}. Version {result.Version}, {state}.");
        if (result.PassedOver.Count > 0)
        {
            Tell($"  Not seen before: {result.PassedOver}");
        }
    }

    /// <summary>What the others did, event by event.</summary>
    internal static void Tell(MissedEvents missed)
    {
        foreach (var each in missed.Events)
        {
            Tell($"  {each.Version}  {each.Data}");
        }
    }

    internal static void Tell(IEnumerable<EventMerge> merges)
    {
        foreach (var merge in merges)
        {
            Tell($"  {merge.Outcome} by the rule: {merge.Data}");
        }
    }
}
