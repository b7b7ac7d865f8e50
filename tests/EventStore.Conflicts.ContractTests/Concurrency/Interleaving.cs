namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// Runs several actors on one thread, one step of one actor at a time, and lets a seeded chance decide whose: the same seed gives the same interleaving. An actor
/// takes a step wherever it awaits <see cref="StepAsync"/>.
/// </summary>
public sealed class Interleaving(int seed)
{
    private readonly Random random = new(seed);
    private readonly List<TaskCompletionSource> waiting = [];

    /// <summary>Lets whoever is drawn go on; completes when that is the caller.</summary>
    public Task StepAsync()
    {
        // Not asynchronous on purpose: whoever is let go runs to its next step before anybody else is.
        var step = new TaskCompletionSource();
        waiting.Add(step);
        return step.Task;
    }

    /// <summary>Runs all of them to their ends. Not where a synchronization context has a say in which thread goes on.</summary>
    /// <exception cref="InvalidOperationException">One of them has left the thread.</exception>
    public async Task<T[]> RunAsync<T>(IEnumerable<Func<Task<T>>> actors)
    {
        ArgumentNullException.ThrowIfNull(actors);
        Task<T>[] running = [.. actors.Select(actor => actor())];
        while (waiting.Count > 0)
        {
            var next = waiting[random.Next(waiting.Count)];
            waiting.Remove(next);
            next.SetResult();
        }

        return Array.TrueForAll(running, each => each.IsCompleted)
            ? await Task.WhenAll(running)
            : throw new InvalidOperationException("Somebody waits for something else than a step, so the seed no longer decides what happens.");
    }
}
