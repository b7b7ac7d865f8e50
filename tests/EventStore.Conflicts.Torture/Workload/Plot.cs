using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>What is drawn for a history before it begins. The same seed gives the same, in any process.</summary>
/// <param name="Rules">The rules of its store.</param>
/// <param name="MaxConflictRounds">How often that judges an append at most.</param>
/// <param name="Writers">How many write.</param>
/// <param name="Streams">To which streams, all of them new.</param>
internal sealed record Plot(HistoryRules Rules, int MaxConflictRounds, int Writers, IReadOnlyList<StreamId> Streams)
{
    internal const int MaxWriters = 16;
    internal const int CallersPerSeed = 32;

    private const int MaxStreams = 3;
    private const int MaxRounds = 4;

    internal static Plot Draw(int seed)
    {
        var random = new Random(seed);
        return new Plot(
            RandomRules.Draw(random),
            random.Next(1, MaxRounds + 1),
            random.Next(2, MaxWriters + 1),
            [.. Enumerable.Range(1, random.Next(1, MaxStreams + 1)).Select(number => new StreamId($"{seed}-{number}"))]);
    }

    /// <summary>For each caller of each seed another one, and so other event ids. Writers have the numbers from 1 on; 0 is whoever disturbs them.</summary>
    internal static Random RandomOf(int seed, int caller) => new((seed * CallersPerSeed) + caller);

    /// <summary>A store with these rules. Never disposed: it holds nothing but the engine, which others go on with.</summary>
    internal IEventStore OpenOn(IEventStorage storage) => new EventStoreBuilder()
        .UseStorage(_ => storage)
        .ConfigureConflicts(Rules.Declare)
        .UseLimits(new EventStoreLimits { MaxConflictRounds = MaxConflictRounds })
        .Build();
}
