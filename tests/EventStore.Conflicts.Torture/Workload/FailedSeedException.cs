namespace EventStore.Conflicts.Torture.Workload;

/// <summary>What was done with a seed ended in an exception, so nothing can be said of its history but this.</summary>
/// <param name="seed">The seed, to do it again with.</param>
/// <param name="what">What was done.</param>
/// <param name="problem">What it ended in.</param>
internal sealed class FailedSeedException(int seed, string what, Exception problem) : Exception($"{what} ended in {problem}", problem)
{
    internal int Seed => seed;
}
