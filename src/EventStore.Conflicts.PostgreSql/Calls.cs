namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// The calls that are under way. Disposal waits for them: whoever still waits for a connection of a data source that is closed would get a new one, which nobody
/// closes. Safe for many threads.
/// </summary>
internal sealed class Calls
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int underWay;
    private bool closed;

    /// <summary>Makes a call, unless the store is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It is.</exception>
    internal async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        Begin();
        try
        {
            return await call().ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Lets no further call begin, and completes when none is under way.</summary>
    internal Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            EndIfLast();
        }

        return ended.Task;
    }

    private void Begin()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(PostgreSqlEventStorage));
            underWay++;
        }
    }

    private void End()
    {
        lock (gate)
        {
            underWay--;
            EndIfLast();
        }
    }

    private void EndIfLast()
    {
        if (closed && underWay == 0)
        {
            ended.TrySetResult();
        }
    }
}
