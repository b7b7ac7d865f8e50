namespace EventStore.Conflicts.Samples.Tests.Documentation;

internal sealed class RefusalCounter : IConflictObserver
{
    private long refused;

    internal long Refused => Interlocked.Read(ref refused);

    public void OnStaleAppend(ConflictReport report) => Interlocked.Add(ref refused, report.Decision == AppendDecision.Refused ? 1 : 0);
}
