namespace EventStore.Conflicts.Histories.Checking;

/// <summary>What was found so far. A store that is wrong is mostly wrong very often, so only the first is kept.</summary>
internal sealed class Findings
{
    private const int Most = 100;

    private readonly List<Violation> all = [];

    internal IReadOnlyList<Violation> All => all;

    internal void Add(ViolationKind kind, string problem, IEnumerable<Call?>? calls = null, IEnumerable<SeenEvent?>? events = null)
    {
        if (all.Count < Most)
        {
            all.Add(new Violation(kind, problem, [.. (calls ?? []).OfType<Call>()], [.. (events ?? []).OfType<SeenEvent>()]));
        }
    }
}
