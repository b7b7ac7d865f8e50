namespace EventStore.Conflicts;

/// <summary>
/// Makes the report of an admitted append, when somebody first wants it, and once; after a failure again.
/// Safe for many threads.
/// </summary>
internal sealed class ReportSource(Func<Task<ConflictReport>> make)
{
    private readonly Lock sync = new();
    private Task<ConflictReport>? making;

    internal Task<ConflictReport> GetAsync(CancellationToken cancellationToken)
    {
        lock (sync)
        {
            if (making is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            {
                making = make();
            }

            return making.WaitAsync(cancellationToken);
        }
    }
}
