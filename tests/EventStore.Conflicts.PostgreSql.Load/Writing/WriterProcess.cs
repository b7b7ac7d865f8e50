namespace EventStore.Conflicts.PostgreSql.Load.Writing;

/// <summary>A process of writers that share a store, as the callers of one host do.</summary>
internal static class WriterProcess
{
    /// <summary>Writes until the input says to stop.</summary>
    /// <param name="name">Tells it from the others.</param>
    /// <param name="writers">How many write at once.</param>
    /// <param name="crossing">How much of it crosses what others write.</param>
    /// <param name="log">The file for what was acknowledged.</param>
    internal static async Task RunAsync(string name, int writers, double crossing, string log)
    {
        var (problems, known) = (new Problems(), new long[LoadStore.Streams]);
        using var stopping = new CancellationTokenSource();
        using var acknowledged = new EventLog(log);
        await using var store = LoadStore.Open(Target.OfThisProcess(), Sending.OnRetry);
        var running = Enumerable.Range(0, writers)
            .Select(number => Task.Run(() => new Writer(store, $"{name}-{number}", crossing, known, acknowledged, problems).RunAsync(stopping.Token)))
            .ToList();
        Worker.ReadLastWord();
        await stopping.CancelAsync();
        Worker.Report(new Report<WriterReport>(WriterReport.Sum(await Task.WhenAll(running)), problems));
    }
}
