using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>Who goes on when several callers could.</summary>
public abstract class Schedule
{
    /// <summary>Lets others go first.</summary>
    public abstract Task StepAsync();

    /// <summary>Waits a moment, because there is nothing to do.</summary>
    public abstract Task PauseAsync();

    /// <summary>Runs all of them to their ends.</summary>
    public abstract Task RunAsync(IEnumerable<Func<Task>> actors);
}

/// <summary>The threads of the machine decide.</summary>
internal sealed class ThreadSchedule : Schedule
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    public override async Task StepAsync() => await Task.Yield();

    public override Task PauseAsync() => Task.Delay(Pause);

    public override Task RunAsync(IEnumerable<Func<Task>> actors) => Task.WhenAll([.. actors.Select(Task.Run)]);
}

/// <summary>A seed decides, on one thread: the same seed gives the same history. Only where nothing waits for anything but a step.</summary>
public sealed class SeededSchedule(int seed) : Schedule
{
    private readonly Interleaving steps = new(seed);

    /// <inheritdoc/>
    public override Task StepAsync() => steps.StepAsync();

    /// <inheritdoc/>
    public override Task PauseAsync() => steps.StepAsync();

    /// <inheritdoc/>
    public override Task RunAsync(IEnumerable<Func<Task>> actors) => steps.RunAsync(actors.Select(actor => new Func<Task<bool>>(async () =>
    {
        await actor();
        return true;
    })));
}
