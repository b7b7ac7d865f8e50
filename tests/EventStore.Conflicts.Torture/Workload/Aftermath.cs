using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Sqlite;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>What is found in a SQLite store after something happened to it, and what is wrong with it.</summary>
/// <param name="History">Everything up to now, and what the store holds.</param>
/// <param name="Problems">A sentence for each problem; empty where all promises are kept.</param>
internal sealed record Aftermath(History History, IReadOnlyList<string> Problems)
{
    /// <summary>What the store held when it was opened again.</summary>
    internal IReadOnlyList<SeenEvent> Stored { get; private init; } = History.Stored;

    /// <summary>Where the whole store ends now.</summary>
    internal GlobalPosition End { get; private init; }

    /// <summary>
    /// Opens the store for writing, looks whether it is sound, and checks the history with what it holds. Then everything that was ever sent is sent once more, and the
    /// longer history is checked as well: what was acknowledged is recognised, and what was in doubt is there once.
    /// </summary>
    /// <param name="plot">What the callers were given.</param>
    /// <param name="file">The database.</param>
    /// <param name="past">What they did.</param>
    /// <param name="start">Where the whole store ended before.</param>
    internal static async Task<Aftermath> FindAsync(Plot plot, string file, Past past, GlobalPosition start)
    {
        try
        {
            return await LookAsync(plot, file, past, start);
        }
        catch (EventStoreException problem)
        {
            var nothing = new History { Rules = plot.Rules, Batches = past.Batches, Calls = past.Calls, Observations = past.Observations, Stored = [], Dropped = [] };
            return new Aftermath(nothing, [$"The store cannot be opened or read: {problem}"]);
        }
    }

    /// <summary>What is wrong with a history, besides what is known already.</summary>
    internal static Aftermath Of(History history, params IReadOnlyList<string> damage) =>
        new(history, [.. damage, .. HistoryChecker.Check(history).Select(violation => $"{violation}")]);

    private static async Task<Aftermath> LookAsync(Plot plot, string file, Past past, GlobalPosition start)
    {
        await using var storage = SqliteEventStorage.Open(file, new SqliteOptions { Durability = SqliteDurability.Normal }); // nothing happens to it any more
        var damage = await storage.CheckIntegrityAsync();
        var recorder = new Recorder(plot.OpenOn(storage), plot, past: past);
        var found = Of(await recorder.EndAsync(storage, start), [.. damage]);
        if (found.Problems.Count > 0)
        {
            return found;
        }

        await recorder.SendAllAgainAsync();
        var again = Of(await recorder.EndAsync(storage, start));
        return again with { Stored = found.Stored, End = again.History.Stored is [.., { Position: var last }] ? last : start };
    }
}
