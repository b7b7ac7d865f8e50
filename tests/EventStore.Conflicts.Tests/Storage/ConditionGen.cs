using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Storage;

/// <summary>Random conditions over a few type names, so that they meet.</summary>
internal static class ConditionGen
{
    internal static readonly string[] Types = ["a", "b", "c", "d"];

    internal static Gen<Verdict> Verdicts { get; } = Gen.Elements(Verdict.Admit, Verdict.Ask, Verdict.Refuse);

    internal static Gen<AppendCondition> Conditions { get; } =
        from otherwise in Verdicts
        from types in Gen.SubListOf(Types)
        from verdicts in Verdicts.ArrayOf(types.Count)
        select AppendCondition.Create(otherwise, types.Zip(verdicts, KeyValuePair.Create));
}
