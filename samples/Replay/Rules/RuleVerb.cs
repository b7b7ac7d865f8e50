namespace EventStore.Conflicts.Samples.Replay;

/// <summary>What a rule says, by the key it is written under.</summary>
internal enum RuleVerb
{
    ConflictsWith,
    NeverConflicts,
    CompatibleOnlyWith,
}
