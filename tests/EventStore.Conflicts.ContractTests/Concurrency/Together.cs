namespace EventStore.Conflicts.ContractTests;

/// <summary>Runs tasks at the same time.</summary>
internal static class Together
{
    /// <summary>Starts <paramref name="count"/> tasks behind one gate, opens it, and gives their results in the order of their numbers.</summary>
    internal static async Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> work)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = Enumerable.Range(0, count).Select(RunAsync).ToArray();
        gate.SetResult();
        return await Task.WhenAll(tasks);

        async Task<T> RunAsync(int number)
        {
            await gate.Task;
            await Task.Yield();
            return await work(number);
        }
    }

    /// <summary>Gives the result of an append, or the refusal it ended in.</summary>
    internal static async Task<(AppendResult? Result, EventStoreException? Refusal)> TryAsync(this Task<AppendResult> append)
    {
        try
        {
            return (await append, null);
        }
        catch (EventStoreException refusal)
        {
            return (null, refusal);
        }
    }
}
