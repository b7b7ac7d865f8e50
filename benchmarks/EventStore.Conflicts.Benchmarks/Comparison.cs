using System.Diagnostics;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>
/// A baseline and what is compared with it in turn, in short blocks in one process, and the median ratio of two neighbours: it holds on a busy machine too, where classes that run one
/// after the other compare two different hours.
/// </summary>
internal static class Comparison
{
    private const int Blocks = 60;

    internal static void PrintHead() => Console.WriteLine("work                                      | baseline us | store us | ratio");

    internal static void Print(string work, int operations, Action baseline, Action store) =>
        Print(work, operations, AsTask(baseline), AsTask(store));

    internal static void Print(string work, int operations, Func<Task> baseline, Func<Task> store) =>
        Print(work, () => Time(baseline, operations), () => Time(store, operations));

    /// <summary>The same with whatever says what an operation of a block took, in microseconds.</summary>
    internal static void Print(string work, Func<double> baseline, Func<double> store)
    {
        var (first, second) = (new List<double>(), new List<double>());
        for (var block = -20; block < Blocks; block++)
        {
            var (one, other) = (baseline(), store());
            if (block >= 0)
            {
                first.Add(one);
                second.Add(other);
            }
        }

        // Of each pair of neighbours its ratio: what slows the machine down slows down both.
        Console.WriteLine($"{work,-41} | {Median(first),11:F1} | {Median(second),8:F1} | {Median(first.Zip(second, (one, other) => one / other)),5:F2}");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Blocks / 2);

    /// <summary>What an operation took, in microseconds. Each is over before the next one begins.</summary>
    internal static double Time(Func<Task> run, int operations)
    {
        return TimeAsync().GetAwaiter().GetResult();

        async Task<double> TimeAsync()
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < operations; i++)
            {
                await run();
            }

            return Stopwatch.GetElapsedTime(started).TotalMicroseconds / operations;
        }
    }

    private static Func<Task> AsTask(Action run) => () =>
    {
        run();
        return Task.CompletedTask;
    };
}
