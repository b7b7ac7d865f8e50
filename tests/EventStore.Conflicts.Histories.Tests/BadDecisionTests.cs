using static EventStore.Conflicts.Histories.CallOutcome;

namespace EventStore.Conflicts.Histories.Tests;

/// <summary>Decisions that the rules don't allow.</summary>
public sealed class BadDecisionTests : BadHistoryTest
{
    [Fact]
    public void A_stale_append_that_conflicts_and_was_admitted()
    {
        Past.Append(Any, "price");
        Past.AppendOf(Exactly(0), Admitted, Past.Batch("note", "price"));

        Finds(ViolationKind.WronglyAdmitted).Events[0].Should().Be(Past.Stored[0], "it is the one that conflicts");
    }

    [Fact]
    public void A_stale_append_of_an_unregistered_type_that_was_admitted()
    {
        Past.Append(Any, "note");
        Past.AppendOf(Exactly(0), Admitted, Past.Batch("audit"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void An_append_beyond_its_cap_that_was_admitted()
    {
        Past.Append(Any, "note", "note", "note");
        Past.AppendOf(Exactly(0), Admitted, Past.Batch("rare"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void What_came_after_the_decision_and_was_admitted()
    {
        Past.Append(Any, "note", "note");
        Past.AppendOf(DecidedAt(1, seen: 0), Admitted, Past.Batch("note"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void An_unknown_append_that_nothing_allowed()
    {
        Past.Append(Any, "note");
        var batch = Past.Batch("note");
        Past.Call(batch, NoStream, Unknown);
        Past.Store(batch);

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Theory]
    [InlineData("NoStream", true)]
    [InlineData("StreamExists", false)]
    [InlineData("7", true)]
    public void A_wrong_assertion_that_went_through(string kind, bool exists)
    {
        if (exists)
        {
            Past.Append(Any, "note");
        }

        Past.AppendOf(kind switch { "NoStream" => NoStream, "StreamExists" => StreamExists, _ => Exactly(7) }, Appended, Past.Batch("note"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void A_stale_append_that_was_told_it_is_none()
    {
        Past.Append(Any, "note");
        Past.AppendOf(Exactly(0), Appended, Past.Batch("note"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void An_empty_append_that_was_stale_and_went_through()
    {
        Past.Append(Any, "note");
        Past.Call(Past.Batch(), Exactly(0), Admitted, head: 1);

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Theory]
    [InlineData("note", 0, Refused)]
    [InlineData("price", 1, Refused)]
    [InlineData("note", 1, WrongVersion)]
    [InlineData("note", 1, Contended)]
    public void A_refusal_without_a_reason(string type, int seen, CallOutcome outcome)
    {
        Past.Append(Any, "price");
        Past.Call(Past.Batch(type), Exactly(seen), outcome, head: 1);

        Finds(ViolationKind.WronglyRefused);
    }

    [Fact]
    public void A_refusal_for_what_came_later()
    {
        Past.Append(Any, "note", "price");
        Past.Call(Past.Batch("price"), Exactly(0), Refused, head: 1, during: (0, 100));

        Past.Violations.Select(each => each.Kind).Should().Contain(ViolationKind.WronglyRefused);
    }

    [Fact]
    public void A_refusal_for_an_id_that_nobody_had()
    {
        Past.Call(Past.Batch("note"), Any, DuplicateId);

        Finds(ViolationKind.WronglyRefused);
    }

    [Fact]
    public void What_is_sent_again_and_refused_by_the_rules()
    {
        var batch = Past.Append(NoStream, "price");
        Past.Call(batch, Exactly(0), Refused, head: 1);

        Finds(ViolationKind.NotRecognised);
    }

    [Fact]
    public void What_is_refused_on_a_version_that_holds_it()
    {
        var batch = Past.Batch("price");
        Past.Call(batch, Exactly(0), Unknown);
        Past.Store(batch);
        Past.Call(batch, Exactly(0), Refused, head: 1);

        Finds(ViolationKind.NotRecognised);
    }
}
