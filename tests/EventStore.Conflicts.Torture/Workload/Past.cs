using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>What happened up to now, as a <see cref="Recorder"/> wrote it down; another one can go on from it on the store as it is opened again. Immutable.</summary>
internal sealed record Past(IReadOnlyList<Batch> Batches, IReadOnlyList<Call> Calls, IReadOnlyList<Observation> Observations)
{
    internal static Past Empty { get; } = new([], [], []);

    /// <summary>What is left of it for those who come later where everybody was gone at a moment: whoever had no answer then never got one.</summary>
    internal Past CutAt(long moment) => Without(call => call.End > moment) with { Observations = [.. Observations.Where(read => read.End <= moment)] };

    /// <summary>The same where nobody is believed what they were told: anything that was sent may be there or not.</summary>
    internal Past Doubted() => Without(_ => true) with { Observations = [] };

    private Past Without(Func<Call, bool> isLost) => this with
    {
        Calls = [.. Calls.Select(call => isLost(call) ? InDoubt(call) : call)],
    };

    /// <summary>A call whose caller never learnt how it ended.</summary>
    internal static Call InDoubt(Call call) => call with { End = long.MaxValue, Outcome = CallOutcome.Unknown, Versions = null, Position = null, Head = null };
}
