using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>Puts what may be wrong in any way into every member of a store that takes a value, one call after the other.</summary>
internal sealed class Fuzzer(IEventStorage storage, FuzzFigures figures)
{
    // Thousands of times what a call takes.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    // Never disposed: it holds nothing but the engine, which others go on with.
    private readonly IEventStore store = new EventStoreBuilder().UseStorage(_ => storage).UseLimits(Bounds.Limits).MapEvents(types => types.Map<Note>("note", ["remark"])).Build();

    /// <summary>One case.</summary>
    /// <exception cref="FailedSeedException">It ended in what it must not end in; the message says the case.</exception>
    internal async Task RunAsync(int seed)
    {
        var text = new WildText(seed);
        var (kind, run) = text.Next(10) switch
        {
            0 or 1 => ("a read", new ReadCase(store, text).RunAsync()),
            2 or 3 => ("a text", Task.Run(() => TextCase.Run(text))),
            _ => ("an append", new AppendCase(store, text).RunAsync()),
        };
        try
        {
            await run.WaitAsync(Bound);
            figures.Accepted();
        }
        catch (Exception refusal) when (refusal is ArgumentException or EventStoreException)
        {
            figures.Refused(refusal);
        }
        catch (Exception wrong)
        {
            throw new FailedSeedException(seed, kind, wrong);
        }
    }
}
