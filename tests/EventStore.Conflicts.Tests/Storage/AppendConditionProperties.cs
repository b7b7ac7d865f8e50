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
    public void And_has_the_stricter_caps_unless_it_refuses_anything_anyway() => Prop.ForAll(
        Conditions,
        Conditions,
        (left, right) =>
        {
            var both = left.And(right);
            return ReferenceEquals(both, AppendCondition.RefuseAnything)
                || (both.MaxBehind == Least(left.MaxBehind, right.MaxBehind) && both.MaxAge == Least(left.MaxAge, right.MaxAge));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cap_on_one_event_of_a_batch_is_a_cap_on_the_batch() => Prop.ForAll(
        Conditions,
        Conditions,
        ConditionGen.Caps.ToArbitrary(),
        (left, right, caps) => left.AtMost(caps.MaxBehind, caps.MaxAge).And(right).Equals(left.And(right).AtMost(caps.MaxBehind, caps.MaxAge)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void And_stays_in_normal_form() => Prop.ForAll(
        Conditions, Conditions, (left, right) => InNormalForm(left) && InNormalForm(left.And(right))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_and_grouping_of_a_batch_do_not_matter() => Prop.ForAll(
        Conditions,
        Conditions,
        Conditions,
        (a, b, c) => a.And(b).Equals(b.And(a)) && a.And(b).And(c).Equals(a.And(b.And(c))) && a.And(a).Equals(a)).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_conditions_are_equal_exactly_where_they_say_the_same_of_every_type_and_have_the_same_caps() => Prop.ForAll(
        Conditions,
        Conditions,
        (left, right) =>
        {
            var same = TypesAndAStranger.All(type => left.On(type) == right.On(type)) && left.MaxBehind == right.MaxBehind && left.MaxAge == right.MaxAge;
            return left.Equals(right) == same && left.Equals((object)right) == same && (!same || left.GetHashCode() == right.GetHashCode());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static bool InNormalForm(AppendCondition condition) =>
        condition.Exceptions.Values.All(verdict => verdict != condition.Otherwise)
        && (condition.Exceptions.Count > 0 || condition.Otherwise switch
        {
            Verdict.Refuse => ReferenceEquals(condition, AppendCondition.RefuseAnything) && condition.MaxBehind is null && condition.MaxAge is null,
            Verdict.Admit => condition.MaxBehind is not null || condition.MaxAge is not null || ReferenceEquals(condition, AppendCondition.RefuseNothing),
            _ => true,
        });

    private static T? Least<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        new[] { one, other }.Where(each => each is not null).Order().FirstOrDefault();
}
