using System.Text;
using EventStore.Conflicts.Testing.Printing;

namespace EventStore.Conflicts.Testing;

/// <summary>What a check of rules against an aggregate found, pair by pair. Immutable.</summary>
public sealed class CompatibilityReport
{
    private readonly string aggregate;

    internal CompatibilityReport(string aggregate, CheckOptions options, IReadOnlyList<PairResult> pairs, IReadOnlyList<string> typesWithoutDecision)
    {
        this.aggregate = aggregate;
        Options = options;
        Pairs = pairs;
        TypesWithoutDecision = typesWithoutDecision;
    }

    /// <summary>The seed, and how much was tried.</summary>
    public CheckOptions Options { get; }

    /// <summary>Every pair of decided types that is declared compatible, in the order of the model's decisions.</summary>
    public IReadOnlyList<PairResult> Pairs { get; }

    /// <summary>The names of mapped types that the model doesn't decide, in ordinal order. No pair with one of them was looked at.</summary>
    public IReadOnlyList<string> TypesWithoutDecision { get; }

    /// <summary>
    /// Throws unless every pair was checked and held. A pair that couldn't be checked is no success, and neither is a registry that declares no pair
    /// compatible: nothing was checked.
    /// </summary>
    /// <param name="acceptNeverMet">
    /// Accepts pairs that were <see cref="PairVerdict.NeverMet"/>: right where the two cannot be decided on the same state, such as the event that
    /// begins a stream and all others.
    /// </param>
    /// <exception cref="CompatibilityException">A pair didn't hold or wasn't checked, or nothing was checked. The message is the whole report.</exception>
    public void Verify(bool acceptNeverMet = false)
    {
        var problem = this switch
        {
            _ when Of(PairVerdict.Conflicting).Any() => "Events that the registry declares compatible are not.",
            _ when Of(PairVerdict.NeverDecided).Any() => "Pairs that the registry declares compatible could not be checked.",
            _ when Of(PairVerdict.NeverMet).Any() && !acceptNeverMet =>
                "Pairs that the registry declares compatible never met. If that is right, say Verify(acceptNeverMet: true).",
            _ when !Of(PairVerdict.Compatible).Any() => "No pair was checked: the registry declares none compatible, or none met.",
            _ => null,
        };
        if (problem is not null)
        {
            throw new CompatibilityException(problem, this);
        }
    }

    /// <summary>For people: the seed, then every pair by what was found, counterexamples with their story.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{aggregate}, {Options}: {Count.Of(Pairs.Count, "pair")} declared compatible.");
        Section(text, "Declared compatible, did not:", Of(PairVerdict.Conflicting));
        Section(text, "Declared compatible, not checked:", Pairs.Where(pair => pair.Verdict is PairVerdict.NeverDecided or PairVerdict.NeverMet));
        Section(text, "Declared compatible, always commuted:", Of(PairVerdict.Compatible));
        Section(text, "Mapped, but not decided by the model, so not checked:", TypesWithoutDecision.Select(type => $"'{type}'"), between: ", ");
        return text.ToString();
    }

    private IEnumerable<PairResult> Of(PairVerdict verdict) => Pairs.Where(pair => pair.Verdict == verdict);

    private static void Section(StringBuilder text, string heading, IEnumerable<object> entries, string? between = null)
    {
        if (entries.Any())
        {
            text.AppendLine().AppendLine(heading).AppendJoin(between ?? Environment.NewLine, entries).AppendLine();
        }
    }
}
