using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Appending;

/// <summary>
/// Finds out, after an engine has refused a stale append, which pairs conflict and why. The concurrent events up to the head it was
/// judged at never change, so they are read outside every lock.
/// </summary>
internal sealed class ConflictExplainer(IEventStorage storage, ConflictRegistry registry, int maxReported)
{
    // No type has this name: it stands for those that are judged by their place alone.
    private const string AnyType = "";

    internal async Task<StreamConflictException> ExplainAsync(StorageAppend append, long head, CancellationToken cancellationToken)
    {
        var report = new Report(append, maxReported);
        var window = new VersionRange(append.Expected.Seen + 1, head);
        try
        {
            await foreach (var theirs in storage.ReadStreamKeysAsync(append.Stream, window, cancellationToken).ConfigureAwait(false))
            {
                if (append.Judge(theirs.Version, theirs.Type) != Verdict.Admit)
                {
                    report.Add(theirs, RulesAgainst(report, theirs));
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The store is being closed: the verdict stands, and its report ends here.
        }

        return new StreamConflictException(append.Stream, append.Expected, head, report.Conflicts, report.Count);
    }

    private ConflictRule?[] RulesAgainst(Report report, StoredEventKey theirs)
    {
        var append = report.Append;
        if (append.Expected.Kind == ExpectedVersionKind.DecidedAt && theirs.Version > append.Expected.Decided)
        {
            return report.RulesOf(AnyType, () => Same(append, ConflictRule.AfterDecision));
        }

        return report.RulesOf(theirs.Type, () => append.Events.Count == 0
            ? Same(append, ConflictRule.NotRegistered)
            : [.. append.Events.Select(mine => registry.FindConflict(mine.Type, theirs.Type))]);
    }

    /// <summary>One rule for every incoming event; an empty batch stands for one.</summary>
    private static ConflictRule?[] Same(StorageAppend append, ConflictRule rule) => [.. Enumerable.Repeat(rule, Math.Max(1, append.Events.Count))];

    /// <summary>The pairs found so far: all counted, the first ones kept. Rules are looked up once per type, by the order of the incoming events.</summary>
    private sealed class Report(StorageAppend append, int maxReported)
    {
        private readonly Dictionary<string, ConflictRule?[]> rulesByType = new(StringComparer.Ordinal);

        internal StorageAppend Append => append;

        internal List<EventConflict> Conflicts { get; } = [];

        internal long Count { get; private set; }

        internal ConflictRule?[] RulesOf(string type, Func<ConflictRule?[]> find) =>
            rulesByType.TryGetValue(type, out var known) ? known : rulesByType[type] = find();

        internal void Add(StoredEventKey theirs, ConflictRule?[] rules)
        {
            for (var i = 0; i < rules.Length; i++)
            {
                if (rules[i] is not { } rule)
                {
                    continue;
                }

                Count++;
                if (Conflicts.Count < maxReported)
                {
                    var mine = append.Events.Count == 0 ? null : append.Events[i].Type;
                    Conflicts.Add(new EventConflict(mine is null ? null : i, mine, theirs.Type, theirs.Version, theirs.Id, rule));
                }
            }
        }
    }
}
