using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Storage;

/// <summary>The verdict on one concurrent event, against the sentences of the contract.</summary>
public sealed class JudgeProperties
{
    [Fact]
    public void A_concurrent_event_is_judged_by_its_type_unless_it_came_after_the_decision() => Prop.ForAll(
        AppendModel.StaleAppends.ToArbitrary(),
        Gen.Choose(1, 10).ToArbitrary(),
        Gen.Elements(ConditionGen.Types).ToArbitrary(),
        (append, version, type) => append.Judge(version, type) == AppendModel.Judge(append, version, type)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
}
