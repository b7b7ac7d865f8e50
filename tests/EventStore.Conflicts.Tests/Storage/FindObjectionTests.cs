using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Storage;

/// <summary>What stands against an append, over all concurrent events.</summary>
public sealed class FindObjectionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Streams whose events are a few minutes apart, in either direction: clocks are set back, too.</summary>
    private static readonly Gen<ConcurrentEvent[]> Streams =
        from length in Gen.Choose(0, 8)
        from types in Gen.Elements(ConditionGen.Types).ArrayOf(length)
        from minutes in Gen.Choose(-6, 0).ArrayOf(length)
        select types.Zip(minutes, (type, minute) => (type, minute))
            .Select((each, index) => new ConcurrentEvent(index + 1, each.type, Noon.AddMinutes(each.minute)))
            .ToArray();

    [Fact]
    public void Caps_come_first_then_the_greatest_verdict_decides_and_the_first_refused_event_is_named() => Prop.ForAll(
        AppendModel.StaleAppends.ToArbitrary(),
        Streams.ToArbitrary(),
        (append, stream) =>
        {
            var objection = append.FindObjection(stream.Length, Noon, stream.Skip((int)append.Expected.Seen));

            return (objection?.Status ?? StorageAppendStatus.Written, objection?.FirstRefused ?? 0) == AppendModel.Answer(append, stream, Noon)
                && (objection?.Head ?? stream.Length) == stream.Length;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Fact]
    public void Events_that_cannot_matter_are_not_even_looked_at()
    {
        Find(ExpectedVersion.Exactly(9)).Should().BeNull();
        Find(ExpectedVersion.Any).Should().BeNull();
        Find(ExpectedVersion.Exactly(10))!.Status.Should().Be(StorageAppendStatus.WrongVersion);
        Find(ExpectedVersion.Exactly(1), AppendCondition.RefuseNothing).Should().BeNull();
        Find(ExpectedVersion.DecidedAt(9, seen: 1), AppendCondition.RefuseNothing).Should().BeNull();
        Find(ExpectedVersion.Exactly(1), theirs: A(2))!.FirstRefused.Should().Be(2);
        FluentActions.Invoking(() => Find(ExpectedVersion.Exactly(1))).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void For_a_cap_on_their_number_no_event_is_looked_at_and_for_one_on_age_only_the_first()
    {
        Find(ExpectedVersion.Exactly(1), AppendCondition.RefuseNothing.AtMost(8, null)).Should().BeNull();
        Find(ExpectedVersion.Exactly(1), AppendCondition.RefuseOnly(["a"]).AtMost(7, null))!.Status.Should().Be(StorageAppendStatus.TooStale);
        Find(ExpectedVersion.Exactly(1), AppendCondition.RefuseNothing.AtMost(8, TimeSpan.Zero), A(2)).Should().BeNull();
    }

    [Fact]
    public void A_type_that_never_conflicts_is_refused_for_what_came_after_the_decision() =>
        Appends.Of(ExpectedVersion.DecidedAt(2, seen: 1), AppendCondition.RefuseNothing).FindObjection(3, Noon, [A(2), A(3)])!.FirstRefused.Should().Be(3);

    [Fact]
    public void An_append_is_behind_by_what_is_not_its_callers_own()
    {
        Appends.Of(ExpectedVersion.Exactly(4)).Behind(9).Should().Be(5);
        Appends.Of(ExpectedVersion.Parse("4+6-7+9")).Behind(9).Should().Be(2);
        Appends.Of(ExpectedVersion.DecidedAt(7, seen: 4)).Behind(9).Should().Be(5);
        Appends.Of(ExpectedVersion.Exactly(4)).Behind(3).Should().Be(0);
    }

    private static StorageAppendResult? Find(ExpectedVersion expected, AppendCondition? condition = null, params ConcurrentEvent[] theirs) =>
        Appends.Of(expected, condition).FindObjection(9, Noon, theirs.Concat(Unreadable()));

    private static ConcurrentEvent A(long version) => new(version, "a", Noon);

    private static IEnumerable<ConcurrentEvent> Unreadable() =>
        Enumerable.Range(0, 1).Select<int, ConcurrentEvent>(_ => throw new InvalidOperationException("looked at"));
}
