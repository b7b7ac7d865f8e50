using System.Diagnostics;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>
/// What becomes of a store that grows: how long it takes to open, appends by one caller and by 64, a stream that is read, and the size of the file, at no event, a million
/// and ten million, over 100,000 streams.
/// </summary>
internal static class Growth
{
    private const int Streams = 100_000;
    private const int Rounds = 5;
    private const int Singles = 1_000;

    internal static async Task RunAsync(IEnumerable<string> sizes)
    {
        var folder = new TemporaryFolder();
        try
        {
            Console.WriteLine("   events | open ms | append/s by one | append/s by 64 | read events/s |   MB");
            var held = 0L;
            foreach (var size in sizes.Select(long.Parse).DefaultIfEmpty(0).Order())
            {
                Fill(folder.File("store.db"), held, size);
                held = Math.Max(held, size);
                await MeasureAsync(folder.File("store.db"), held);
            }
        }
        finally
        {
            folder.Delete();
        }
    }

    private static void Fill(string path, long held, long size)
    {
        using var floor = Floor.Open(path);
        for (var done = held; done < size;)
        {
            floor.Begin();
            for (var end = Math.Min(size, done + 10_000); done < end; done++)
            {
                floor.Insert($"stream-{done % Streams}", seen: null, [Guid.CreateVersion7()]);
            }

            floor.Commit();
            Progress.Show("filling", done, size);
        }
    }

    private static async Task MeasureAsync(string path, long events)
    {
        var started = Stopwatch.GetTimestamp();
        await using var store = Stores.Sqlite(path);
        var open = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var streams = Enumerable.Range(0, Streams).Select(stream => new StreamId($"stream-{stream}")).ToArray();
        var random = new Random(1);
        var single = await MedianAsync(Singles, async () =>
        {
            for (var i = 0; i < Singles; i++)
            {
                await store.AppendToStreamAsync(streams[random.Next(Streams)], ExpectedVersion.Any, SampleEvents.Raw(1));
            }
        });
        var callers = new Callers(64, Streams);
        var grouped = await MedianAsync(
            64 * Callers.Each,
            () => callers.AppendAsync(stream => store.AppendToStreamAsync(streams[stream], ExpectedVersion.Any, SampleEvents.Raw(1))));
        var read = await MedianAsync(Singles, async () =>
        {
            for (var count = 0; count < Singles;)
            {
                count += await store.ReadStreamAsync(streams[random.Next(Streams)]).CountBytesAsync();
            }
        });
        Progress.Clear();
        Console.WriteLine(
            $"{events,9:N0} | {open,7:F1} | {single,15:N0} | {grouped,14:N0} | {read,13:N0} | {new FileInfo(path).Length / 1_000_000.0,4:F0}");
    }

    /// <summary>How many a second, in the middle of some rounds.</summary>
    private static async Task<double> MedianAsync(int operations, Func<Task> run)
    {
        await run();
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            Progress.Show("measuring", round, Rounds);
            var started = Stopwatch.GetTimestamp();
            await run();
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return operations / seconds.Order().ElementAt(Rounds / 2);
    }
}
