namespace EventStore.Conflicts.Tests.Commands;

/// <summary>
/// Runs several actors on one thread, one step of one actor at a time, and lets a seeded chance decide whose: the same seed gives the same interleaving. An actor
/// takes a step wherever it awaits <see cref="StepAsync"/>.
/// </summary>
internal sealed class Interleaving(int seed)
{
    private readonly Random random = new(seed);
    private readonly List<TaskCompletionSource> waiting = [];

    internal Task StepAsync()
    {
        // Not asynchronous on purpose: whoever is let go runs to its next step before anybody else is.
        var step = new TaskCompletionSource();
        waiting.Add(step);
        return step.Task;
    }

    internal async Task<T[]> RunAsync<T>(IEnumerable<Func<Task<T>>> actors)
    {
        Task<T>[] running = [.. actors.Select(actor => actor())];
        while (waiting.Count > 0)
        {
            var next = waiting[random.Next(waiting.Count)];
            waiting.Remove(next);
            next.SetResult();
        }

        Array.TrueForAll(running, each => each.IsCompleted).Should().BeTrue("nobody leaves the thread");
        return await Task.WhenAll(running);
    }
}
