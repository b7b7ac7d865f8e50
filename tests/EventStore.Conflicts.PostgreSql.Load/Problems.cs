using System.Collections.Concurrent;

namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>What was wrong: how often, and the first of them in words. Safe for many threads.</summary>
public sealed class Problems
{
    private const int MaxShown = 10;

    private readonly ConcurrentQueue<string> first = [];
    private int count;

    public int Count => count;

    public IEnumerable<string> First => first;

    public void Add(string problem) => Add([problem], 1);

    /// <summary>Adds what another process found.</summary>
    public void Add(IEnumerable<string> problems, int howMany)
    {
        var before = Interlocked.Add(ref count, howMany) - howMany;
        foreach (var problem in problems.Take(MaxShown - before))
        {
            first.Enqueue(problem);
        }
    }
}
