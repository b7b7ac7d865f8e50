namespace EventStore.Conflicts.Testing;

/// <summary>What was found of a pair of event types.</summary>
public enum PairVerdict
{
    /// <summary>Not checked: one of the two was never decided, on any state. Its decision is too strict, or needs more events before it.</summary>
    NeverDecided = 0,

    /// <summary>Not checked: each was decided on some states, but never both on the same in a way that the rules let through.</summary>
    NeverMet,

    /// <summary>Whenever both were decided on a state, both orders ended in equal states and kept every invariant.</summary>
    Compatible,

    /// <summary>There is a counterexample.</summary>
    Conflicting,
}
