namespace EventStore.Conflicts.Torture.Storms;

/// <summary>
/// The token of one call. It is fired before the call, by its caller right after it, by another thread at some moment, or never. The kind and the length of the
/// wait are drawn; where in the call it hits is up to the threads.
/// </summary>
internal sealed class Patience : IAsyncDisposable
{
    private const int MostSpins = 20_000;

    private readonly CancellationTokenSource source = new();
    private readonly int spins;
    private readonly bool endsAfterCalling;
    private readonly Task other = Task.CompletedTask;

    internal Patience(Random random)
    {
        spins = random.Next(MostSpins);
        switch (random.Next(10))
        {
            case 0:
                source.Cancel();
                break;
            case 1 or 2:
                endsAfterCalling = true;
                break;
            case 3 or 4 or 5:
                other = Task.Run(End);
                break;
        }
    }

    internal CancellationToken Token => source.Token;

    /// <summary>The call is made, and perhaps under way.</summary>
    internal void Called()
    {
        if (endsAfterCalling)
        {
            End();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await other;
        source.Dispose();
    }

    private void End()
    {
        Thread.SpinWait(spins);
        source.Cancel();
    }
}
