using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Storage;

/// <summary>Random conditions over a few type names and small bounds, so that they meet.</summary>
internal static class ConditionGen
{
    internal static readonly string[] Types = ["a", "b", "c", "d"];

    internal static Gen<Verdict> Verdicts { get; } = Gen.Elements(Verdict.Admit, Verdict.Ask, Verdict.Refuse);

    /// <summary>How many events behind, and how many minutes; each may be unbounded.</summary>
    internal static Gen<(long? MaxBehind, TimeSpan? MaxAge)> Caps { get; } =
        from events in Gen.OneOf(Gen.Constant((long?)null), Gen.Choose(0, 5).Select(events => (long?)events))
        from minutes in Gen.OneOf(Gen.Constant((TimeSpan?)null), Gen.Choose(0, 5).Select(minutes => (TimeSpan?)TimeSpan.FromMinutes(minutes)))
        select (events, minutes);

    internal static Gen<AppendCondition> Conditions { get; } =
        from otherwise in Verdicts
        from types in Gen.SubListOf(Types)
        from verdicts in Verdicts.ArrayOf(types.Count)
        from caps in Caps
        select AppendCondition.Create(otherwise, types.Zip(verdicts, KeyValuePair.Create)).AtMost(caps.MaxBehind, caps.MaxAge);
}
