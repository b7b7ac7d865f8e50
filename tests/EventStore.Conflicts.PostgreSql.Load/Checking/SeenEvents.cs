namespace EventStore.Conflicts.PostgreSql.Load.Checking;

/// <summary>What a follower saw, laid beside what is there, in the order of the positions.</summary>
internal sealed class SeenEvents : IDisposable
{
    private readonly IEnumerator<LoggedEvent> seen;
    private readonly Problems problems;
    private bool hasMore;

    internal SeenEvents(IEnumerable<LoggedEvent> seen, Problems problems)
    {
        this.seen = seen.GetEnumerator();
        this.problems = problems;
        hasMore = this.seen.MoveNext();
    }

    /// <summary>The next one that is there: the follower must have seen it next.</summary>
    internal void Meet(LoggedEvent stored)
    {
        while (hasMore && seen.Current.Position < stored.Position)
        {
            PassOver();
        }

        if (hasMore && seen.Current == stored)
        {
            hasMore = seen.MoveNext();
        }
        else
        {
            problems.Add($"Never seen by the follower: {stored}");
        }
    }

    /// <summary>No more are there.</summary>
    internal void End()
    {
        while (hasMore)
        {
            PassOver();
        }
    }

    public void Dispose() => seen.Dispose();

    private void PassOver()
    {
        problems.Add($"Seen by the follower, and not there, or again: {seen.Current}");
        hasMore = seen.MoveNext();
    }
}
