using EventStore.Conflicts;

namespace Quickstart;

/// <summary>Prints what each one tried, what the store decided, and why.</summary>
internal static class Story
{
    internal static void Begin(string path) => Console.WriteLine($"The store: {path} (deleted at the end)");

    internal static void Chapter(string title) => Console.WriteLine($"{Environment.NewLine}{title}");

    internal static void Tell(string who, string what, AppendResult result)
    {
        Console.WriteLine($"  {who} tries to {what}.");
        Console.WriteLine(result.Outcome == AppendOutcome.Admitted
            ? $"    Admitted as version {result.Version}: stale, but nothing in version {result.Concurrent} conflicts with it."
            : $"    Appended as version {result.Version}: nobody came between.");
    }

    internal static void Tell(string who, string what, StreamConflictException conflict)
    {
        Console.WriteLine($"  {who} tries to {what}.");
        Console.WriteLine("    Refused:");
        foreach (var line in conflict.Message.Split(Environment.NewLine))
        {
            Console.WriteLine($"    {line}");
        }
    }
}
