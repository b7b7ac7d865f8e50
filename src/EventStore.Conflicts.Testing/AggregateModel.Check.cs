using System.Diagnostics.CodeAnalysis;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Testing.Sampling;

namespace EventStore.Conflicts.Testing;

/// <content>What a model is for: to check rules, and to propose them.</content>
public sealed partial class AggregateModel<TState>
{
    /// <summary>
    /// Tries each pair of decided types that <paramref name="registry"/> declares compatible. On many reachable states, both events are decided without
    /// seeing each other. Then both orders must end in equal states, and keep every invariant. Where a rule looks at the events (<c>When</c>, <c>SameBy</c>,
    /// <c>ResolveWith</c>), those are tried that it lets through as they are.
    /// </summary>
    /// <param name="registry">The rules, built with the map of this model.</param>
    /// <param name="options">The seed, and how much is tried; <see cref="CheckOptions.Default"/> where not given.</param>
    /// <returns>What was found, pair by pair. Call <see cref="CompatibilityReport.Verify"/> on it in a test.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="registry"/> is null.</exception>
    /// <exception cref="AggregateModelException">The model is wrong, or decides nothing; the message tells the smallest story that was found.</exception>
    public CompatibilityReport Check(ConflictRegistry registry, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var explorer = Explore(ref options);
        var results = new List<PairResult>();
        foreach (var (mine, theirs) in Pairs())
        {
            if (Admits(registry, decisions[mine].Type.Name, decisions[theirs].Type.Name) is { } admits)
            {
                results.Add(explorer.Explore(mine, theirs, admits));
            }
        }

        var decided = decisions.Select(decision => decision.Type.Name);
        return new CompatibilityReport(
            Name, options, results, [.. types.Types.Select(type => type.Name).Except(decided, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Proposes which types conflict, from the aggregate alone: tries every pair of decided types as <see cref="Check"/> does. It cannot know what people
    /// mean: that two events commute doesn't say that the second person would still have wanted theirs.
    /// </summary>
    /// <param name="options">The seed, and how much is tried; <see cref="CheckOptions.Default"/> where not given.</param>
    /// <exception cref="AggregateModelException">The model is wrong, or decides nothing; the message tells the smallest story that was found.</exception>
    public ProposedMatrix Infer(CheckOptions? options = null)
    {
        var explorer = Explore(ref options);
        return new ProposedMatrix(
            Name,
            options,
            [.. decisions.Select(decision => decision.Type.Name)],
            [.. Pairs().Select(pair => explorer.Explore(pair.Mine, pair.Theirs, admits: (_, _) => true))]);
    }

    /// <summary>
    /// Which sampled events of a pair the registry lets through as they are: mine, stale, after theirs. Null where it lets none through.
    /// </summary>
    private static Func<object, object, bool>? Admits(ConflictRegistry registry, string mine, string theirs) => registry.Decide(mine, theirs).Verdict switch
    {
        Verdict.Admit => (_, _) => true,
        Verdict.Ask => (incoming, concurrent) => IsKept(registry.Explain([new NewEvent(incoming)], [Recorded(theirs, concurrent)])),
        _ => null,
    };

    /// <summary>True where nothing conflicts and no merge makes another event of it: what a merge answers is a decision of its own.</summary>
    private static bool IsKept(ConflictReport report) => report is { Decision: AppendDecision.Admitted, Merges.Count: 0 };

    private static RecordedEvent Recorded(string type, object data) => new()
    {
        Stream = new StreamId("model"),
        Version = 1,
        Position = GlobalPosition.Start,
        Id = Guid.NewGuid(),
        Type = type,
        Data = data,
    };

    private Explorer<TState> Explore([NotNull] ref CheckOptions? options)
    {
        options ??= CheckOptions.Default;
        return decisions.Count > 0
            ? new Explorer<TState>(this, options)
            : throw new AggregateModelException($"The model of {Name} decides no event: say Decides<…>(…).");
    }

    private IEnumerable<(int Mine, int Theirs)> Pairs() =>
        from mine in Enumerable.Range(0, decisions.Count)
        from theirs in Enumerable.Range(0, decisions.Count)
        select (mine, theirs);
}
