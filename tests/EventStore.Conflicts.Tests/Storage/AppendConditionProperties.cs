using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Storage;

public sealed class AppendConditionProperties
{
    private static readonly string[] TypesAndAStranger = [.. ConditionGen.Types, "never named"];

    private static readonly Arbitrary<AppendCondition> Conditions = ConditionGen.Conditions.ToArbitrary();

    [Fact]
    public void And_is_the_greater_verdict_type_by_type() => Prop.ForAll(
        Conditions,
        Conditions,
        (left, right) =>
        {
            var both = left.And(right);
            return TypesAndAStranger.All(type => both.On(type) == (Verdict)Math.Max((int)left.On(type), (int)right.On(type)))
                && both.Otherwise == (Verdict)Math.Max((int)left.Otherwise, (int)right.Otherwise);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void And_stays_in_normal_form() => Prop.ForAll(
        Conditions, Conditions, (left, right) => InNormalForm(left.And(right))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_and_grouping_of_a_batch_do_not_matter() => Prop.ForAll(
        Conditions,
        Conditions,
        Conditions,
        (a, b, c) => a.And(b).Equals(b.And(a)) && a.And(b).And(c).Equals(a.And(b.And(c))) && a.And(a).Equals(a)).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_conditions_are_equal_exactly_where_they_say_the_same_of_every_type() => Prop.ForAll(
        Conditions,
        Conditions,
        (left, right) =>
        {
            var same = TypesAndAStranger.All(type => left.On(type) == right.On(type));
            return left.Equals(right) == same && left.Equals((object)right) == same && (!same || left.GetHashCode() == right.GetHashCode());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static bool InNormalForm(AppendCondition condition) =>
        condition.Exceptions.Values.All(verdict => verdict != condition.Otherwise)
        && (condition.Exceptions.Count > 0 || condition.Otherwise == Verdict.Ask
            || ReferenceEquals(condition, AppendCondition.RefuseAnything) || ReferenceEquals(condition, AppendCondition.RefuseNothing));
}
