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
    public void Of_two_caps_the_stricter_one_holds()
    {
        var hour = TimeSpan.FromHours(1);
        var capped = AppendCondition.RefuseOnly(["a"]).AtMost(5, hour);

        (capped.MaxBehind, capped.MaxAge).Should().Be((5, hour));
        capped.On("a").Should().Be(Verdict.Refuse);
        capped.AtMost(9, 2 * hour).Should().BeSameAs(capped);
        capped.AtMost(null, null).Should().BeSameAs(capped);
        capped.AtMost(4, null).Should().Match<AppendCondition>(each => each.MaxBehind == 4 && each.MaxAge == hour);
        capped.AtMost(null, TimeSpan.Zero).Should().Match<AppendCondition>(each => each.MaxBehind == 5 && each.MaxAge == TimeSpan.Zero);
    }

    [Fact]
    public void A_bound_below_zero_is_refused()
    {
        FluentActions.Invoking(() => AppendCondition.RefuseNothing.AtMost(-1, null)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("maxBehind");
        FluentActions.Invoking(() => AppendCondition.RefuseNothing.AtMost(null, TimeSpan.FromTicks(-1)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("maxAge");
    }

    [Fact]
    public void Caps_are_no_verdict_on_a_type_and_part_of_what_is_equal_and_printed()
    {
        var capped = AppendCondition.RefuseNothing.AtMost(3, TimeSpan.FromMinutes(90));

        capped.AdmitsAllTypes.Should().BeTrue();
        AppendCondition.RefuseOnly(["a"]).AdmitsAllTypes.Should().BeFalse();
        AppendCondition.RefuseAnything.AdmitsAllTypes.Should().BeFalse();
        capped.Should().NotBe(AppendCondition.RefuseNothing).And.NotBe(AppendCondition.RefuseNothing.AtMost(3, null));
        capped.Should().Be(AppendCondition.RefuseNothing.AtMost(3, null).AtMost(null, TimeSpan.FromMinutes(90)));
        capped.ToString().Should().Be("Admit, at most 3 behind, at most 01:30:00 old");
        AppendCondition.RefuseOnly(["a"]).AtMost(0, null).ToString().Should().Be("Admit, but Refuse 'a', at most 0 behind");
    }

    [Fact]
    public void What_refuses_anything_needs_no_caps()
    {
        AppendCondition.RefuseAnything.AtMost(1, TimeSpan.Zero).Should().BeSameAs(AppendCondition.RefuseAnything);
        AppendCondition.All([AppendCondition.RefuseNothing.AtMost(1, null), AppendCondition.RefuseAnything]).Should().BeSameAs(AppendCondition.RefuseAnything);
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
