using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Storage;

public sealed class AppendConditionTests
{
    [Fact]
    public void Refusing_only_some_types_admits_all_others()
    {
        var condition = AppendCondition.RefuseOnly(["a", "b", "a"]);

        condition.Otherwise.Should().Be(Verdict.Admit);
        condition.On("a").Should().Be(Verdict.Refuse);
        condition.On("b").Should().Be(Verdict.Refuse);
        condition.On("c").Should().Be(Verdict.Admit);
        condition.On("A").Should().Be(Verdict.Admit, "names are compared ordinally");
        condition.ToString().Should().Be("Admit, but Refuse 'a', Refuse 'b'");
    }

    [Fact]
    public void Refusing_all_but_some_types_admits_only_those()
    {
        var condition = AppendCondition.RefuseAllBut(["a"]);

        condition.Otherwise.Should().Be(Verdict.Refuse);
        condition.On("a").Should().Be(Verdict.Admit);
        condition.On("b").Should().Be(Verdict.Refuse);
    }

    [Fact]
    public void Exceptions_that_say_nothing_new_are_dropped()
    {
        var condition = AppendCondition.Create(
            Verdict.Ask, [KeyValuePair.Create("a", Verdict.Ask), KeyValuePair.Create("b", Verdict.Refuse)]);

        condition.Exceptions.Should().Equal(new Dictionary<string, Verdict>(StringComparer.Ordinal) { ["b"] = Verdict.Refuse });
    }

    [Fact]
    public void The_two_plain_conditions_are_one_object_each_however_they_are_made()
    {
        AppendCondition.RefuseOnly([]).Should().BeSameAs(AppendCondition.RefuseNothing);
        AppendCondition.RefuseAllBut([]).Should().BeSameAs(AppendCondition.RefuseAnything);
        AppendCondition.Create(Verdict.Refuse, [KeyValuePair.Create("a", Verdict.Refuse)]).Should().BeSameAs(AppendCondition.RefuseAnything);
        AppendCondition.RefuseOnly(["a"]).And(AppendCondition.RefuseAllBut(["b"])).And(AppendCondition.RefuseOnly(["b"]))
            .Should().BeSameAs(AppendCondition.RefuseAnything);
    }

    [Fact]
    public void A_type_that_stands_twice_is_refused() =>
        FluentActions.Invoking(() => AppendCondition.Create(Verdict.Admit, [KeyValuePair.Create("a", Verdict.Ask), KeyValuePair.Create("a", Verdict.Ask)]))
            .Should().Throw<ArgumentException>();

    [Fact]
    public void Null_is_refused()
    {
        FluentActions.Invoking(() => AppendCondition.Create(Verdict.Admit, null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => AppendCondition.RefuseNothing.And(null!)).Should().Throw<ArgumentNullException>();
        AppendCondition.RefuseNothing.Equals(null).Should().BeFalse();
    }

    [Fact]
    public void Verdicts_are_ordered_admit_ask_refuse() =>
        new[] { Verdict.Refuse, Verdict.Admit, Verdict.Ask }.Order().Should().Equal(Verdict.Admit, Verdict.Ask, Verdict.Refuse);
}
