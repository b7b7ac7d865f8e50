using System.Globalization;
using EventStore.Conflicts.Testing.Printing;

namespace EventStore.Conflicts.Testing;

/// <summary>What was found of one pair of event types: mine, incoming, after theirs, committed meanwhile. Immutable.</summary>
public sealed class PairResult
{
    internal PairResult(string mine, string theirs) => (Mine, Theirs) = (mine, theirs);

    /// <summary>The name of the incoming event's type.</summary>
    public string Mine { get; }

    /// <summary>The name of the type of the event committed meanwhile.</summary>
    public string Theirs { get; }

    /// <summary>What was found.</summary>
    public PairVerdict Verdict => this switch
    {
        { Counterexample: not null } => PairVerdict.Conflicting,
        { Samples: > 0 } => PairVerdict.Compatible,
        { MineDecided: > 0, TheirsDecided: > 0 } => PairVerdict.NeverMet,
        _ => PairVerdict.NeverDecided,
    };

    /// <summary>On how many states both were decided and tried in both orders. A search ends after a few counterexamples.</summary>
    public int Samples { get; internal init; }

    /// <summary>On how many of the states that were looked at mine was decided.</summary>
    public int MineDecided { get; internal init; }

    /// <summary>On how many of the states that were looked at theirs was decided.</summary>
    public int TheirsDecided { get; internal init; }

    /// <summary>The smallest counterexample that was found, where there is one.</summary>
    public Counterexample? Counterexample { get; internal init; }

    /// <summary>For people: the pair and what was found; of a counterexample the whole story, in several lines.</summary>
    public override string ToString() => $"'{Mine}' after '{Theirs}'{Found}";

    private string Found => Verdict switch
    {
        PairVerdict.Conflicting => $" {Counterexample}",
        PairVerdict.Compatible => $", {Count.Of(Samples, "sample")}",
        PairVerdict.NeverMet => string.Create(
            CultureInfo.InvariantCulture, $": never decided on the same state and let through (mine on {MineDecided} of them, theirs on {TheirsDecided})"),
        _ => $": '{(MineDecided == 0 ? Mine : Theirs)}' was never decided, on any state",
    };
}
