using System.Diagnostics;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>Many callers of one process, each to a random stream, one append after the other; and how long each of them waited.</summary>
internal sealed class Callers(int count, int streams)
{
    /// <summary>How many appends each of them makes.</summary>
    internal const int Each = 50;

    private readonly List<double> milliseconds = [];
    private int round;

    internal string[] Names { get; } = [.. Enumerable.Range(0, streams).Select(stream => $"stream-{stream}")];

    internal async Task AppendAsync(Func<int, Task> append)
    {
        var seed = Interlocked.Increment(ref round);
        var waits = await Task.WhenAll(Enumerable.Range(0, count).Select(caller => Task.Run(() => AppendAsync(append, new Random((seed * count) + caller)))));
        milliseconds.AddRange(waits.SelectMany(each => each));
    }

    /// <summary>Prints what the table of means hides.</summary>
    internal void PrintLatencies()
    {
        milliseconds.Sort();
        Console.WriteLine($"// Latency in ms: p50 {At(0.5):F2}, p99 {At(0.99):F2}, highest {At(1):F2}, of {milliseconds.Count:N0} appends");
    }

    private static async Task<double[]> AppendAsync(Func<int, Task> append, Random random, int streams)
    {
        var waits = new double[Each];
        for (var i = 0; i < Each; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await append(random.Next(streams));
            waits[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return waits;
    }

    private Task<double[]> AppendAsync(Func<int, Task> append, Random random) => AppendAsync(append, random, streams);

    private double At(double part) => milliseconds.Count == 0 ? 0 : milliseconds[(int)((milliseconds.Count - 1) * part)];
}
