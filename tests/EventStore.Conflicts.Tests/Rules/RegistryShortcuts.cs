using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>What most tests ask of a registry.</summary>
internal static class RegistryShortcuts
{
    /// <summary>The rule by which two types conflict, or may; null where they don't.</summary>
    internal static ConflictRule? FindConflict(this ConflictRegistry registry, string incoming, string concurrent) =>
        registry.Decide(incoming, concurrent) is { Verdict: not Verdict.Admit } decision ? decision.Rule : null;
}
