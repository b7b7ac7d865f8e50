using static EventStore.Conflicts.Histories.CallOutcome;

namespace EventStore.Conflicts.Histories.Tests;

/// <summary>Decisions that the rules don't allow, answers at the wrong time, and readers who saw what they must not.</summary>
public sealed class BadDecisionTests
{
    private readonly Past past = new();

    [Fact]
    public void A_stale_append_that_conflicts_and_was_admitted()
    {
        past.Append(Any, "price");
        past.AppendOf(Exactly(0), Admitted, past.Batch("note", "price"));

        Finds(ViolationKind.WronglyAdmitted).Events[0].Should().Be(past.Stored[0], "it is the one that conflicts");
    }

    [Fact]
    public void A_stale_append_of_an_unregistered_type_that_was_admitted()
    {
        past.Append(Any, "note");
        past.AppendOf(Exactly(0), Admitted, past.Batch("audit"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void An_append_beyond_its_cap_that_was_admitted()
    {
        past.Append(Any, "note", "note", "note");
        past.AppendOf(Exactly(0), Admitted, past.Batch("rare"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void What_came_after_the_decision_and_was_admitted()
    {
        past.Append(Any, "note", "note");
        past.AppendOf(DecidedAt(1, seen: 0), Admitted, past.Batch("note"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void An_unknown_append_that_nothing_allowed()
    {
        past.Append(Any, "note");
        var batch = past.Batch("note");
        past.Call(batch, NoStream, Unknown);
        past.Store(batch);

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
            past.Append(Any, "note");
        }

        past.AppendOf(kind switch { "NoStream" => NoStream, "StreamExists" => StreamExists, _ => Exactly(7) }, Appended, past.Batch("note"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void A_stale_append_that_was_told_it_is_none()
    {
        past.Append(Any, "note");
        past.AppendOf(Exactly(0), Appended, past.Batch("note"));

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Fact]
    public void An_empty_append_that_was_stale_and_went_through()
    {
        past.Append(Any, "note");
        past.Call(past.Batch(), Exactly(0), Admitted, head: 1);

        Finds(ViolationKind.WronglyAdmitted);
    }

    [Theory]
    [InlineData("note", 0, Refused)]
    [InlineData("price", 1, Refused)]
    [InlineData("note", 1, WrongVersion)]
    [InlineData("note", 1, Contended)]
    public void A_refusal_without_a_reason(string type, int seen, CallOutcome outcome)
    {
        past.Append(Any, "price");
        past.Call(past.Batch(type), Exactly(seen), outcome, head: 1);

        Finds(ViolationKind.WronglyRefused);
    }

    [Fact]
    public void A_refusal_for_what_came_later()
    {
        past.Append(Any, "note", "price");
        past.Call(past.Batch("price"), Exactly(0), Refused, head: 1, during: (0, 100));

        past.Violations.Select(each => each.Kind).Should().Contain(ViolationKind.WronglyRefused);
    }

    [Fact]
    public void A_refusal_for_an_id_that_nobody_had()
    {
        past.Call(past.Batch("note"), Any, DuplicateId);

        Finds(ViolationKind.WronglyRefused);
    }

    [Fact]
    public void What_is_sent_again_and_refused_by_the_rules()
    {
        var batch = past.Append(NoStream, "price");
        past.Call(batch, Exactly(0), Refused, head: 1);

        Finds(ViolationKind.NotRecognised);
    }

    [Fact]
    public void What_is_refused_on_a_version_that_holds_it()
    {
        var batch = past.Batch("price");
        past.Call(batch, Exactly(0), Unknown);
        past.Store(batch);
        past.Call(batch, Exactly(0), Refused, head: 1);

        Finds(ViolationKind.NotRecognised);
    }

    [Fact]
    public void An_append_that_stands_before_one_that_was_over()
    {
        var (one, other) = (past.Batch("note"), past.Batch("note"));
        past.Call(other, Any, Appended, past.Store(other), during: (20, 30));
        past.Call(one, Any, Appended, past.Store(one), during: (0, 10));

        Finds(ViolationKind.OutOfOrder);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void A_refusal_on_a_version_that_the_stream_did_not_have(int head)
    {
        past.Append(Any, "note");
        past.Call(past.Batch("note"), head == 0 ? StreamExists : NoStream, WrongVersion, head: head);

        Finds(ViolationKind.OutOfOrder);
    }

    [Fact]
    public void A_refusal_on_what_had_not_begun()
    {
        past.Call(past.Batch("note"), NoStream, WrongVersion, head: 1, during: (0, 1));
        past.Append(Any, "note");

        Finds(ViolationKind.OutOfOrder);
    }

    [Fact]
    public void A_read_that_misses_what_was_acknowledged()
    {
        past.Append(Any, "note");
        var early = past.Stored.ToArray();
        past.Append(Any, "note");
        past.Read(early, Past.Stream);

        Finds(ViolationKind.OutOfOrder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_read_of_what_had_not_begun(bool ofStream)
    {
        past.Append(Any, "note");
        past.Read(past.Stored, ofStream ? Past.Stream : null, during: (0, 1));

        Finds(ViolationKind.OutOfOrder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_read_of_what_is_not_there(bool ofStream)
    {
        past.Append(Any, "note");
        past.Read(past.Stored.Select(each => each with { Id = Guid.CreateVersion7() }), ofStream ? Past.Stream : null);

        Finds(ViolationKind.WronglyRead);
    }

    [Fact]
    public void A_read_of_the_store_that_goes_back()
    {
        past.Append(Any, "note", "note");
        past.Read(past.Stored.Reverse(), after: 1);

        Finds(ViolationKind.WronglyRead);
    }

    [Fact]
    public void A_position_that_a_reader_passed_before_something_appeared_there()
    {
        past.Append(Any, "note", "note", "note");
        past.Read([past.Stored[0], past.Stored[2]]);

        var found = Finds(ViolationKind.Skipped);
        found.Events[0].Should().Be(past.Stored[1]);
        found.ToString().Should().StartWith("Skipped: reader 1").And.Contain("'s'@2 at 2: note #2 1=1");
    }

    [Fact]
    public void A_version_that_a_read_of_a_stream_left_out()
    {
        past.Append(Any, "note", "note", "note");
        past.Read([past.Stored[0], past.Stored[2]], Past.Stream);

        Finds(ViolationKind.Skipped);
    }

    private Violation Finds(ViolationKind kind)
    {
        var violations = past.Violations;
        violations.Should().ContainSingle("of {0}", string.Join(Environment.NewLine, violations)).Which.Kind.Should().Be(kind);
        return violations[0];
    }
}
