using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Appending;

/// <summary>
/// Finds out, after an engine has refused a stale append, which pairs conflict and why. The concurrent events up to the head it was
/// judged at never change, so they are read outside every lock.
/// </summary>
internal sealed class ConflictExplainer(IEventStorage storage, ConflictRegistry registry, int maxReported)
{
    private static readonly ConflictRule NotRegistered = new(ConflictRuleKind.NotRegistered);
    private static readonly ConflictRule AfterDecision = new(ConflictRuleKind.AfterDecision);

    internal async Task<StreamConflictException> ExplainAsync(StorageAppend append, long head, CancellationToken cancellationToken)
    {
        var conflicts = new List<EventConflict>();
        long count = 0;
        var window = new VersionRange(append.Expected.Seen + 1, head);
        var rulesByType = new Dictionary<string, PairRules>(StringComparer.Ordinal);
        await foreach (var theirs in storage.ReadStreamKeysAsync(append.Stream, window, cancellationToken).ConfigureAwait(false))
        {
            if (append.Judge(theirs.Version, theirs.Type) == Verdict.Admit)
            {
                continue;
            }

            var rules = append.Expected.Kind == ExpectedVersionKind.DecidedAt && theirs.Version > append.Expected.Decided
                ? PairRules.Same(append, AfterDecision)
                : rulesByType.TryGetValue(theirs.Type, out var known) ? known : rulesByType[theirs.Type] = RulesAgainst(append, theirs.Type);
            count += rules.Count;
            if (conflicts.Count < maxReported)
            {
                conflicts.AddRange(rules.With(append, theirs).Take(maxReported - conflicts.Count));
            }
        }

        return new StreamConflictException(append.Stream, append.Expected, head, conflicts, count);
    }

    private PairRules RulesAgainst(StorageAppend append, string concurrentType) => append.Events.Count == 0
        ? PairRules.Same(append, NotRegistered)
        : new PairRules([.. append.Events.Select(mine => registry.FindConflict(mine.Type, concurrentType))]);

    /// <summary>For one concurrent type the rule of each incoming event, in their order; null where they don't conflict.</summary>
    private sealed record PairRules(IReadOnlyList<ConflictRule?> ByIncoming)
    {
        internal int Count { get; } = ByIncoming.Count(rule => rule is not null);

        internal static PairRules Same(StorageAppend append, ConflictRule rule) =>
            new([.. Enumerable.Repeat(rule, Math.Max(1, append.Events.Count))]);

        internal IEnumerable<EventConflict> With(StorageAppend append, StoredEventKey theirs)
        {
            for (var i = 0; i < ByIncoming.Count; i++)
            {
                if (ByIncoming[i] is { } rule)
                {
                    var mine = append.Events.Count == 0 ? null : append.Events[i].Type;
                    yield return new EventConflict(mine is null ? null : i, mine, theirs.Type, theirs.Version, theirs.Id, rule);
                }
            }
        }
    }
}
