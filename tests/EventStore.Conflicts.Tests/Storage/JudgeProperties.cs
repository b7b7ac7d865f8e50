using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Storage;

/// <summary>The verdict on one concurrent event, and the shortcut around it, against the sentences of the contract.</summary>
public sealed class JudgeProperties
{
    private static readonly Gen<StorageAppend> StaleAppends =
        from condition in ConditionGen.Conditions
        from seen in Gen.Choose(0, 4)
        from ahead in Gen.Choose(0, 4)
        from decided in Gen.Elements(false, true)
        from answered in Gen.Choose(0, 10)
        select Appends.Of(
            decided ? ExpectedVersion.DecidedAt(seen + ahead, seen) : ExpectedVersion.Exactly(seen), condition, answeredThrough: answered);

    [Fact]
    public void A_concurrent_event_is_judged_by_its_type_unless_it_came_after_the_decision() => Prop.ForAll(
        StaleAppends.ToArbitrary(),
        Gen.Choose(1, 10).ToArbitrary(),
        Gen.Elements(ConditionGen.Types).ToArbitrary(),
        (append, version, type) => append.Judge(version, type) == Model(append, version, type)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Where_everything_is_admitted_unseen_no_event_would_have_been_an_objection() => Prop.ForAll(
        StaleAppends.ToArbitrary(),
        Gen.Choose(1, 10).ToArbitrary(),
        (append, head) => !append.AdmitsEverything(head)
            || Enumerable.Range(1, head).All(version => ConditionGen.Types.All(type => append.Judge(version, type) == Verdict.Admit)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_type_that_never_conflicts_is_admitted_unseen_up_to_the_decision()
    {
        Appends.Of(ExpectedVersion.Exactly(1), AppendCondition.RefuseNothing).AdmitsEverything(100).Should().BeTrue();
        Appends.Of(ExpectedVersion.DecidedAt(9, seen: 1), AppendCondition.RefuseNothing).AdmitsEverything(9).Should().BeTrue();
        Appends.Of(ExpectedVersion.DecidedAt(9, seen: 1), AppendCondition.RefuseNothing).AdmitsEverything(10).Should().BeFalse();
        Appends.Of(ExpectedVersion.Exactly(1), AppendCondition.RefuseOnly(["a"])).AdmitsEverything(2).Should().BeFalse();
    }

    private static Verdict Model(StorageAppend append, long version, string type)
    {
        if (append.Expected.Kind == ExpectedVersionKind.DecidedAt && version > append.Expected.Decided)
        {
            return Verdict.Refuse;
        }

        var byType = append.Condition.Exceptions.TryGetValue(type, out var exception) ? exception : append.Condition.Otherwise;
        var answered = byType == Verdict.Ask && version <= append.AnsweredThrough;
        return answered ? Verdict.Admit : byType;
    }
}
