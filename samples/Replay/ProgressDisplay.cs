using Spectre.Console;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>Shows on standard error how far the replay is: a bar on a terminal, a line now and then anywhere else.</summary>
internal static class ProgressDisplay
{
    private const int BarStep = 250;

    /// <summary>Does the work, which says how many of <paramref name="total"/> events are done.</summary>
    internal static async Task<T> ShowAsync<T>(long total, Func<Action<long>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(Lines(total));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask($"Replaying {total:N0} events", maxValue: Math.Max(total, 1));
                return work(done =>
                {
                    if (done % BarStep == 0 || done == total)
                    {
                        bar.Value = done;
                    }
                });
            });
    }

    private static Action<long> Lines(long total)
    {
        Console.Error.WriteLine($"Replaying {total:N0} events");
        var step = Math.Max(total / 10, 10_000);
        return done =>
        {
            if (done % step == 0 && done < total)
            {
                Console.Error.WriteLine($"{done:N0} of {total:N0}");
            }
        };
    }
}
