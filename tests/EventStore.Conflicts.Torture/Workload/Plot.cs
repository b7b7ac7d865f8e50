using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>What a seed draws for a history before it begins: the same in any process. Immutable.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Rules">The rules of its store.</param>
/// <param name="MaxConflictRounds">How often that judges an append at most.</param>
/// <param name="Writers">How many write.</param>
/// <param name="Streams">To which streams, all of them new.</param>
internal sealed record Plot(int Seed, HistoryRules Rules, int MaxConflictRounds, int Writers, IReadOnlyList<StreamId> Streams)
{
    internal const int MaxWriters = 16;
    internal const int CallersPerSeed = 32;

    private const int MaxStreams = 3;
    private const int MaxRounds = 4;

    internal static Plot Draw(int seed)
    {
        var random = new Random(seed);
        return new Plot(
            seed,
            RandomRules.Draw(random),
            random.Next(1, MaxRounds + 1),
            random.Next(2, MaxWriters + 1),
            [.. Enumerable.Range(1, random.Next(1, MaxStreams + 1)).Select(number => new StreamId($"{seed}-{number}"))]);
    }

    /// <summary>For each caller of each seed another one, and so other event ids. Writers have the numbers from 1 on; 0 is whoever disturbs them.</summary>
    internal Random RandomOf(int caller) => new((Seed * CallersPerSeed) + caller);

    /// <summary>A store with these rules. It holds nothing but the engine, so it is not disposed where others go on with that.</summary>
    internal IEventStore OpenOn(IEventStorage storage) => new EventStoreBuilder()
        .UseStorage(_ => storage)
        .ConfigureConflicts(Rules.Declare)
        .UseLimits(new EventStoreLimits { MaxConflictRounds = MaxConflictRounds })
        .Build();

    /// <summary>All writers, as they are begun; each sends so many appends, or fewer where it is over before. Those who come after a past are others than those who were in it.</summary>
    internal IEnumerable<Func<Task>> WritersOf(Recorder recorder, Scene scene, Schedule schedule, int calls, Func<bool>? until = null, bool areOthers = false) =>
        Enumerable.Range(areOthers ? MaxWriters + 1 : 1, Writers)
            .Select<int, Func<Task>>(number => () => new Writer(recorder, scene, schedule, RandomOf(number), number).RunAsync(calls, until));
}
