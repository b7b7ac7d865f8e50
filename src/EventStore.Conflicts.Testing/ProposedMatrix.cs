using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Testing;

/// <summary>Which types conflict, as far as an aggregate alone can tell. Immutable.</summary>
public sealed class ProposedMatrix
{
    private readonly string aggregate;

    internal ProposedMatrix(string aggregate, CheckOptions options, IReadOnlyList<string> types, IReadOnlyList<PairResult> pairs)
    {
        this.aggregate = aggregate;
        Options = options;
        Types = types;
        Pairs = pairs;
    }

    /// <summary>The seed, and how much was tried.</summary>
    public CheckOptions Options { get; }

    /// <summary>The names of the types that the model decides, in its order.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Every pair of them, row by row: mine in the order of <see cref="Types"/>, and for each of them theirs.</summary>
    public IReadOnlyList<PairResult> Pairs { get; }

    /// <summary>
    /// Where <paramref name="registry"/> says something else, in the order of <see cref="Pairs"/>. Left out are pairs that couldn't be tried, and those
    /// on which the registry decides by the events themselves.
    /// </summary>
    /// <param name="registry">The rules, built with the map of the model.</param>
    /// <exception cref="ArgumentNullException"><paramref name="registry"/> is null.</exception>
    public IReadOnlyList<RegistryDifference> DifferencesTo(ConflictRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return
        [
            .. from pair in Pairs
               let declared = registry.Decide(pair.Mine, pair.Theirs)
               where (declared.Verdict, pair.Verdict) is (Verdict.Admit, PairVerdict.Conflicting) or (Verdict.Refuse, PairVerdict.Compatible)
               select new RegistryDifference(pair, declared.Verdict == Verdict.Refuse ? declared.Rule : null),
        ];
    }

    /// <summary>For people: a Markdown table, and why types are proposed to conflict, each pair once.</summary>
    public override string ToString()
    {
        string[][] table =
        [
            ["mine ↓ theirs →", .. Types],
            [.. Enumerable.Repeat("---", Types.Count + 1)],
            .. Types.Zip(Pairs.Chunk(Types.Count), (type, row) => (string[])[type, .. row.Select(pair => Cell(pair.Verdict))]),
        ];
        var stories = Pairs.Where((pair, i) => pair.Verdict == PairVerdict.Conflicting && i % Types.Count <= i / Types.Count);
        return string.Join(
            Environment.NewLine,
            [$"Proposed for {aggregate} from {Options}:", "", .. table.Select(Row), .. stories.Select(pair => $"{Environment.NewLine}{pair}")]);
    }

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string Cell(PairVerdict verdict) => verdict switch
    {
        PairVerdict.Compatible => "compatible",
        PairVerdict.Conflicting => "conflicts",
        _ => "not checked",
    };
}
