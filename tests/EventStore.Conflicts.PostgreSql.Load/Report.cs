namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>What a process did, and what was wrong.</summary>
/// <param name="Done">What it did.</param>
/// <param name="ProblemCount">How much was wrong.</param>
/// <param name="FirstProblems">The first of it.</param>
internal sealed record Report<T>(T Done, int ProblemCount, IReadOnlyList<string> FirstProblems)
{
    internal Report(T done, Problems problems)
        : this(done, problems.Count, [.. problems.First])
    {
    }
}
