namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// What holds readers of the whole store back: the oldest transaction of the server that has written something and still runs, whatever database it is in. Events that
/// were committed after it began show up once it ends. Appends and reads of streams never look at it. Immutable.
/// </summary>
/// <param name="Age">
/// How long it has been running; zero where nothing holds readers back. A role without <c>pg_read_all_stats</c> is not told since when others' transactions run; to it, this is
/// how old the first event is that is held back, and zero while none is.
/// </param>
/// <param name="ProcessId">The process in the server that runs it; null where there is none, or the server doesn't tell this role.</param>
/// <param name="Holder">For people: application, role and state of its session; null where nothing holds readers back.</param>
public sealed record ReadBarrier(TimeSpan Age, int? ProcessId, string? Holder)
{
    /// <summary>Nothing holds readers back.</summary>
    internal static ReadBarrier None { get; } = new(TimeSpan.Zero, ProcessId: null, Holder: null);
}
