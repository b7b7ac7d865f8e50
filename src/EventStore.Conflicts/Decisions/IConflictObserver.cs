namespace EventStore.Conflicts;

/// <summary>
/// Is told of every stale append that was decided, admitted or refused: after its events are durable or its refusal is final, on the path of the caller, who
/// waits for it. Must be safe for many threads, and quick. What it throws is logged and changes nothing. Given by
/// <c>EventStoreBuilder.AddConflictObserver</c>, or registered with the container as a singleton (which then cannot ask for the store itself).
/// </summary>
/// <remarks>
/// To tell of an admitted append, its report is read from the store (keys, and events where rules look at them). A store that could not be read then is
/// logged, and nobody is told. Nobody is told of an append that is recognised as one made before, or that was contended to its end: neither was decided.
/// </remarks>
public interface IConflictObserver
{
    /// <summary>A stale append was admitted, dropped by merges, or refused.</summary>
    /// <param name="report">The same report that the result gives (<see cref="AppendResult.GetReportAsync"/>) or the exception has.</param>
    void OnStaleAppend(ConflictReport report);

    /// <summary>
    /// In shadow mode, after <see cref="OnStaleAppend"/>: what the candidate registry would have decided on the same append, whether or not it differs. Does
    /// nothing where not implemented.
    /// </summary>
    /// <param name="active">What was decided.</param>
    /// <param name="candidate">What the candidate would have decided, over the same events.</param>
    void OnShadowVerdict(ConflictReport active, ConflictReport candidate)
    {
    }
}
