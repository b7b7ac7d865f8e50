using System.Threading.Channels;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>The baseline of many callers: a channel and one thread, which commits together whatever waits.</summary>
internal sealed class FloorWriter : IDisposable
{
    private const int MaxPerCommit = 1_000;

    private readonly Channel<(string Stream, long? Seen, TaskCompletionSource<bool> Done)> waiting =
        Channel.CreateUnbounded<(string, long?, TaskCompletionSource<bool>)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Floor floor;
    private readonly Thread thread;

    private FloorWriter(Floor floor)
    {
        this.floor = floor;
        thread = new Thread(Run) { IsBackground = true };
        thread.Start();
    }

    internal static FloorWriter Open(string path) => new(Floor.Open(path));

    /// <summary>Appends one event for one of many callers.</summary>
    internal Task<bool> AppendAsync(string stream, long? seen = null)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((stream, seen, done));
        return done.Task;
    }

    public void Dispose()
    {
        waiting.Writer.Complete();
        thread.Join();
        floor.Dispose();
    }

    private void Run()
    {
        var group = new List<(TaskCompletionSource<bool> Done, bool Written)>(MaxPerCommit);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            floor.Begin();
            while (group.Count < MaxPerCommit && waiting.Reader.TryRead(out var next))
            {
                group.Add((next.Done, floor.Insert(next.Stream, next.Seen, [Guid.CreateVersion7()])));
            }

            floor.Commit();
            group.ForEach(each => each.Done.SetResult(each.Written));
            group.Clear();
        }
    }
}
