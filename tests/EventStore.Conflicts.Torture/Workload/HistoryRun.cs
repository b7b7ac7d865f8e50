using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Makes one history.</summary>
public static class HistoryRun
{
    /// <summary>The greatest seed.</summary>
    public const int MaxSeed = (int.MaxValue / Setting.CallersPerSeed) - 1;

    /// <summary>2 to 16 writers, a follower of the whole store and readers of streams, on new streams of a store with rules of their own; what they do is drawn from a seed.</summary>
    /// <param name="storage">The engine, which may hold other streams.</param>
    /// <param name="schedule">Who goes on when several could.</param>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="calls">How many appends, roughly.</param>
    /// <param name="start">Where the whole store ends now.</param>
    public static async Task<History> RunAsync(IEventStorage storage, Schedule schedule, int seed, int calls, GlobalPosition start)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var setting = Setting.Draw(seed);
        var scene = new Scene(setting.Streams, setting.Writers);
        var recorder = new Recorder(setting.StoreOn(storage), setting.Rules, setting.Streams.ToHashSet());
        var each = Math.Max(1, calls / setting.Writers);
        Func<Task>[] actors =
        [
            .. setting.WritersOf(recorder, scene, schedule, each),
            () => Readers.FollowAsync(recorder, scene, schedule, Setting.MaxWriters + 1, start),
            () => Readers.ReadAsync(recorder, scene, schedule, setting.RandomOf(Setting.MaxWriters + 2), Setting.MaxWriters + 2, each),
        ];
        await schedule.RunAsync(actors);
        History? history = null;
        await schedule.RunAsync([async () => history = await recorder.EndAsync(storage, start)]);
        return history!;
    }
}
