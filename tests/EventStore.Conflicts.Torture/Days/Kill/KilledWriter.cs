using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Victims;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Days.Kill;

/// <summary>Makes a history on PostgreSQL whose writers are a process that is killed, while this one follows.</summary>
internal static class KilledWriter
{
    /// <summary>Makes it: lets the process write, kills it, and settles what it left.</summary>
    /// <param name="storage">The engine, as this process has it.</param>
    /// <param name="connectionString">The way to it for the other one.</param>
    /// <param name="plot">What everything is drawn from.</param>
    /// <param name="answers">How many answers the process has before it is killed.</param>
    /// <param name="start">Where the whole store ends now.</param>
    /// <param name="cancellationToken">Ends it in the middle.</param>
    internal static async Task<History> RunAsync(IEventStorage storage, string connectionString, Plot plot, int answers, GlobalPosition start, CancellationToken cancellationToken)
    {
        var (scene, store) = (new Scene(plot.Streams, writers: 1), plot.OpenOn(storage));
        var reader = new Recorder(store, plot, Faults.SettledAtTheEnd);
        var following = Task.Run(() => Readers.FollowAsync(reader, scene, new ThreadSchedule(), Plot.MaxWriters + 1, start), CancellationToken.None);
        Past past;
        try
        {
            using var victim = Victim.OnServer(connectionString, plot.Seed);
            _ = await victim.ListenAsync(answers, cancellationToken);
            victim.Kill();
            past = await victim.PastAsync(cancellationToken);
        }
        finally
        {
            scene.WriterIsDone();
            await following;
        }

        return await new Recorder(store, plot, Faults.SettledAtTheEnd, past with { Observations = reader.Past.Observations }).EndAsync(storage, start);
    }
}
