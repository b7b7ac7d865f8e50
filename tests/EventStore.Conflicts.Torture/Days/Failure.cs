using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>What people are told of a history that breaks a promise.</summary>
public static class Failure
{
    private const int MostShown = 5;
    private const string Command = "dotnet run -c Release --project tests/EventStore.Conflicts.Torture --";

    /// <summary>Keeps the history in a folder, and says what is wrong, how to check it again, and how to make it again.</summary>
    public static string Keep(string day, string engine, int seed, History history, IReadOnlyList<Violation> violations, string folder)
    {
        ArgumentNullException.ThrowIfNull(violations);
        return Keep(day, engine, seed, history, [.. violations.Select(violation => $"{violation}")], folder);
    }

    /// <summary>The same, where what is wrong is said in words already.</summary>
    internal static string Keep(string day, string engine, int seed, History history, IReadOnlyList<string> problems, string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.GetFullPath(Path.Combine(folder, $"{day}-{engine}-{seed}.json"));
        HistoryFile.Write(file, history);
        return string.Join(
            Environment.NewLine,
            [
                $"{day} {engine} FAILED with seed {seed}: {problems.Count} broken promises{(problems.Count > MostShown ? ", the first of them" : "")}:",
                .. problems.Take(MostShown),
                $"Check it again: {Command} check {file}",
                Again(day, engine, seed),
            ]);
    }

    /// <summary>What people are told where there is no history to keep.</summary>
    internal static string Tell(string day, string engine, int seed, string problem) =>
        $"{day} {engine} FAILED with seed {seed}: {problem}{Environment.NewLine}{Again(day, engine, seed)}";

    private static string Again(string day, string engine, int seed) => $"Make it again:  {Command} {day} --engine {engine} --seed {seed} --cycles 1";
}
