using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Makes one history.</summary>
public static class HistoryRun
{
    /// <summary>The greatest seed.</summary>
    public const int MaxSeed = (int.MaxValue / Plot.CallersPerSeed) - 1;

    /// <summary>2 to 16 writers, a follower of the whole store and readers of streams, on new streams of a store with rules of their own; what they do is drawn from a seed.</summary>
    /// <param name="storage">The engine, which may hold other streams.</param>
    /// <param name="schedule">Who goes on when several could.</param>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="calls">How many appends, roughly.</param>
    /// <param name="start">Where the whole store ends now.</param>
    /// <param name="faults">What callers do about faults of the engine.</param>
    public static async Task<History> RunAsync(IEventStorage storage, Schedule schedule, int seed, int calls, GlobalPosition start, Faults faults = Faults.NotExpected)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var plot = Plot.Draw(seed);
        var scene = new Scene(plot.Streams, plot.Writers);
        var recorder = new Recorder(plot.OpenOn(storage), plot, faults);
        var each = Math.Max(1, calls / plot.Writers);
        Func<Task>[] actors =
        [
            .. plot.WritersOf(recorder, scene, schedule, each),
            () => Readers.FollowAsync(recorder, scene, schedule, Plot.MaxWriters + 1, start),
            () => Readers.ReadAsync(recorder, scene, schedule, plot.RandomOf(Plot.MaxWriters + 2), Plot.MaxWriters + 2, each),
        ];
        await schedule.RunAsync(actors);
        History? history = null;
        await schedule.RunAsync([async () => history = await recorder.EndAsync(storage, start)]);
        return history!;
    }
}
