using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>What came of one cycle of a day.</summary>
/// <param name="History">Its history.</param>
/// <param name="Problems">What is wrong with it, a sentence each.</param>
/// <param name="Done">What was done to the engine meanwhile, in words that a number can stand before.</param>
internal sealed record Cycle(History History, IReadOnlyList<string> Problems, IReadOnlyList<(long Count, string What)> Done)
{
    /// <summary>Of a history, which is checked.</summary>
    /// <param name="history">The history.</param>
    /// <param name="done">What was done once; null for nothing.</param>
    internal static Cycle Of(History history, string? done = null) => Of(Aftermath.Of(history), done is null ? [] : [(1, done)]);

    /// <summary>Of what is found afterwards.</summary>
    internal static Cycle Of(Aftermath found, params IReadOnlyList<(long Count, string What)> done) => new(found.History, found.Problems, done);
}
