using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Storage;

/// <summary>The verdict on one concurrent event, and on all of them, against the sentences of the contract.</summary>
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
    public void The_greatest_verdict_over_all_concurrent_events_decides_and_the_first_refused_one_is_named() => Prop.ForAll(
        StaleAppends.ToArbitrary(),
        Gen.Elements(ConditionGen.Types).ArrayOf(8).ToArbitrary(),
        Gen.Choose(0, 8).ToArbitrary(),
        (append, stream, head) =>
        {
            var seen = append.Expected.Seen;
            var verdicts = Enumerable.Range(1, head).Where(version => version > seen)
                .Select(version => (Version: version, Verdict: Model(append, version, stream[version - 1]))).ToList();
            var (status, firstRefused) = append.Expected.Decided > head ? (StorageAppendStatus.WrongVersion, 0)
                : verdicts.Find(each => each.Verdict == Verdict.Refuse) is { Version: > 0 } refused ? (StorageAppendStatus.Refused, refused.Version)
                : verdicts.Exists(each => each.Verdict == Verdict.Ask) ? (StorageAppendStatus.Ask, 0)
                : (StorageAppendStatus.Written, 0);

            var objection = append.FindObjection(head, default, stream.Take(head).Index().Skip((int)seen).Select(each => new ConcurrentEvent(each.Index + 1, each.Item, default)));

            return (objection?.Status ?? StorageAppendStatus.Written) == status
                && (objection?.FirstRefused ?? 0) == firstRefused
                && (objection?.Head ?? head) == head;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Events_that_cannot_matter_are_not_even_looked_at()
    {
        Appends.Of(ExpectedVersion.Exactly(9)).FindObjection(9, default, Unreadable()).Should().BeNull();
        Appends.Of(ExpectedVersion.Any).FindObjection(9, default, Unreadable()).Should().BeNull();
        Appends.Of(ExpectedVersion.Exactly(10)).FindObjection(9, default, Unreadable())!.Status.Should().Be(StorageAppendStatus.WrongVersion);
        Appends.Of(ExpectedVersion.Exactly(1), AppendCondition.RefuseNothing).FindObjection(9, default, Unreadable()).Should().BeNull();
        Appends.Of(ExpectedVersion.DecidedAt(9, seen: 1), AppendCondition.RefuseNothing).FindObjection(9, default, Unreadable()).Should().BeNull();
        Appends.Of(ExpectedVersion.Exactly(1)).FindObjection(9, default, Unreadable().Prepend(A(2)))!.FirstRefused.Should().Be(2);
        Appends.Of(ExpectedVersion.Exactly(1)).Invoking(append => append.FindObjection(9, default, Unreadable())).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_type_that_never_conflicts_is_refused_for_what_came_after_the_decision() =>
        Appends.Of(ExpectedVersion.DecidedAt(2, seen: 1), AppendCondition.RefuseNothing).FindObjection(3, default, [A(2), A(3)])!.FirstRefused.Should().Be(3);

    private static ConcurrentEvent A(long version) => new(version, "a", default);

    private static IEnumerable<ConcurrentEvent> Unreadable() =>
        Enumerable.Range(0, 1).Select<int, ConcurrentEvent>(_ => throw new InvalidOperationException("looked at"));

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
