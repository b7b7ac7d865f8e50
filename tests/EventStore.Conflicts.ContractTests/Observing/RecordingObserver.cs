using System.Collections.Concurrent;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Keeps everything it is told, in order.</summary>
public sealed class RecordingObserver : IConflictObserver
{
    private readonly ConcurrentQueue<ConflictReport> reports = [];
    private readonly ConcurrentQueue<(ConflictReport Active, ConflictReport Candidate)> verdicts = [];

    /// <summary>The reports of stale appends.</summary>
    public IReadOnlyCollection<ConflictReport> Reports => reports;

    /// <summary>The verdicts of shadow mode.</summary>
    public IReadOnlyCollection<(ConflictReport Active, ConflictReport Candidate)> Verdicts => verdicts;

    /// <summary>Called with each report, once it is kept.</summary>
    public Action<ConflictReport> OnReport { get; init; } = _ => { };

    /// <inheritdoc/>
    public void OnStaleAppend(ConflictReport report)
    {
        reports.Enqueue(report);
        OnReport(report);
    }

    /// <inheritdoc/>
    public void OnShadowVerdict(ConflictReport active, ConflictReport candidate) => verdicts.Enqueue((active, candidate));
}
