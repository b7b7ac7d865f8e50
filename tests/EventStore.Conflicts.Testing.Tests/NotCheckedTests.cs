using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>What could not be checked is said, and is no success.</summary>
public sealed class NotCheckedTests
{
    [Fact]
    public void Events_that_no_state_allows_both_must_be_accepted()
    {
        var report = Doors.Model().Check(Doors.Compatible());

        report.Pairs.Select(pair => (pair.Mine, pair.Theirs, pair.Verdict)).Should().Equal(
            ("closed", "opened", PairVerdict.NeverMet), ("closed", "closed", PairVerdict.Compatible));
        var met = report.Pairs[0];
        met.Samples.Should().Be(0);
        (met.MineDecided + met.TheirsDecided).Should().Be(500, "a door is open or closed");
        report.ToString().ReplaceLineEndings("\n").Should().Contain(
            "\nDeclared compatible, not checked:\n"
            + $"'closed' after 'opened': never decided on the same state and let through (mine on {met.MineDecided} of them, theirs on {met.TheirsDecided})\n");
        report.Invoking(each => each.Verify()).Should().Throw<CompatibilityException>().WithMessage("*never met*say Verify(acceptNeverMet: true).*");
        report.Verify(acceptNeverMet: true);
    }

    [Fact]
    public void An_event_that_is_never_decided_fails_in_any_case()
    {
        var report = Doors.Model().Decides<Knocked>((_, _) => null).Check(Doors.Compatible());

        report.Pairs.Should().ContainSingle(pair => pair.Verdict == PairVerdict.NeverDecided)
            .Which.ToString().Should().Be("'closed' after 'knocked': 'knocked' was never decided, on any state");
        report.Invoking(each => each.Verify(acceptNeverMet: true)).Should().Throw<CompatibilityException>().WithMessage("*could not be checked.*");
    }

    [Fact]
    public void What_comes_late_needs_more_events_before_it()
    {
        var rules = Registry.Of(Doors.Types, declare => declare.For<Closed>().CompatibleOnlyWith<Closed>());

        Doors.Model().Check(rules, new CheckOptions { MaxEvents = 0 }).Pairs.Single().Verdict.Should().Be(PairVerdict.NeverDecided);
        Doors.Model().Check(rules, new CheckOptions { MaxEvents = 1 }).Pairs.Single().Verdict.Should().Be(PairVerdict.Compatible);
    }

    [Fact]
    public void Mapped_types_without_a_decision_are_listed_and_fail_nothing()
    {
        var report = Doors.Model().Check(Doors.Compatible());

        report.TypesWithoutDecision.Should().Equal("knocked");
        report.Verify(acceptNeverMet: true);
    }

    [Fact]
    public void Rules_of_which_none_was_checked_are_no_success()
    {
        var withOpened = Registry.Of(Doors.Types, declare => declare.For<Closed>().CompatibleOnlyWith<Opened>());
        CompatibilityReport[] reports = [Doors.Model().Check(ConflictRegistry.Empty), Doors.Model().Check(withOpened)];

        reports.Select(report => report.Pairs.Count).Should().Equal(0, 1);
        reports.Should().AllSatisfy(report => report.Invoking(each => each.Verify(acceptNeverMet: true))
            .Should().Throw<CompatibilityException>().WithMessage("No pair was checked*").Which.Report.Should().BeSameAs(report));
    }
}
