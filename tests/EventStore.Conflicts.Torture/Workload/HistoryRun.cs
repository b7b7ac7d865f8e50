using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Makes one history.</summary>
public static class HistoryRun
{
    private const int MaxWriters = 16;
    private const int MaxStreams = 3;
    private const int CallersPerSeed = 32;

    private const int MaxRounds = 4;

    /// <summary>The greatest seed.</summary>
    public const int MaxSeed = (int.MaxValue / CallersPerSeed) - 1;

    /// <summary>2 to 16 writers, a follower of the whole store and readers of streams, on new streams of a store with rules of their own; what they do is drawn from a seed.</summary>
    /// <param name="storage">The engine, which may hold other streams.</param>
    /// <param name="schedule">Who goes on when several could.</param>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="calls">How many appends, roughly.</param>
    /// <param name="start">Where the whole store ends now.</param>
    public static async Task<History> RunAsync(IEventStorage storage, Schedule schedule, int seed, int calls, GlobalPosition start)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var random = new Random(seed);
        var rules = RandomRules.Draw(random);

        // Never disposed: it holds nothing but the engine, which others go on with.
        var store = new EventStoreBuilder()
            .UseStorage(_ => storage)
            .ConfigureConflicts(rules.Declare)
            .UseLimits(new EventStoreLimits { MaxConflictRounds = random.Next(1, MaxRounds + 1) })
            .Build();
        var writers = random.Next(2, MaxWriters + 1);
        StreamId[] streams = [.. Enumerable.Range(1, random.Next(1, MaxStreams + 1)).Select(number => new StreamId($"{seed}-{number}"))];
        var scene = new Scene(streams, writers);
        var recorder = new Recorder(store, rules, streams.ToHashSet());
        var each = Math.Max(1, calls / writers);
        Func<Task>[] actors =
        [
            .. Enumerable.Range(1, writers).Select<int, Func<Task>>(number => () => new Writer(recorder, scene, schedule, RandomOf(seed, number), number).RunAsync(each)),
            () => Readers.FollowAsync(recorder, scene, schedule, MaxWriters + 1, start),
            () => Readers.ReadAsync(recorder, scene, schedule, RandomOf(seed, MaxWriters + 2), MaxWriters + 2, each),
        ];
        await schedule.RunAsync(actors);
        History? history = null;
        await schedule.RunAsync([async () => history = await recorder.EndAsync(storage, start)]);
        return history!;
    }

    /// <summary>For each caller of each seed another one, and so other event ids.</summary>
    private static Random RandomOf(int seed, int caller) => new((seed * CallersPerSeed) + caller);
}
