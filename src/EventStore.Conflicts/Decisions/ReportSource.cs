namespace EventStore.Conflicts;

/// <summary>
/// Makes the report of an admitted append, when somebody first wants it, and once; after a failure again. Two results are the same whoever can explain them.
/// Safe for many threads.
/// </summary>
internal sealed class ReportSource(Func<Task<ConflictReport>> make) : IEquatable<ReportSource>
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

    public bool Equals(ReportSource? other) => other is not null;

    public override bool Equals(object? obj) => Equals(obj as ReportSource);

    public override int GetHashCode() => 0;
}
