using static EventStore.Conflicts.Histories.CallOutcome;

namespace EventStore.Conflicts.Histories.Tests;

/// <summary>Answers that don't fit what is there.</summary>
public sealed class BadAnswerTests : BadHistoryTest
{
    [Fact]
    public void An_acknowledged_append_that_is_not_there()
    {
        Past.Call(Past.Batch("note"), Any, Appended, new VersionRange(1, 1));

        Finds(ViolationKind.Lost);
    }

    [Fact]
    public void An_acknowledged_duplicate_that_is_not_there()
    {
        var batch = Past.Batch("note");
        Past.Call(batch, Any, Unknown);
        Past.Call(batch, Any, AlreadyAppended, new VersionRange(1, 1));

        Finds(ViolationKind.Lost);
    }

    [Theory]
    [InlineData(Failed, null)]
    [InlineData(Cancelled, null)]
    [InlineData(WrongVersion, 0)]
    public void An_append_that_was_not_written_and_is_there(CallOutcome outcome, int? head)
    {
        var batch = Past.Batch("note");
        Past.Call(batch, StreamExists, outcome, head: head);
        Past.Store(batch);

        Finds(ViolationKind.NotWithheld);
    }

    [Fact]
    public void A_refused_append_whose_merge_left_a_trace()
    {
        Past.Append(NoStream, "audit");
        var batch = Past.Batch("audit");
        Past.Call(batch, Exactly(0), Refused, head: 1);
        Past.Drop(Past.EventOf(batch));

        Finds(ViolationKind.NotWithheld);
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 1 })]
    public void An_unknown_append_of_which_a_part_is_there(int[] stored)
    {
        var batch = Past.Batch("note", "note");
        Past.Call(batch, Any, Unknown);
        Past.Store(batch, stored);

        Finds(ViolationKind.Torn);
    }

    [Fact]
    public void A_batch_with_somebody_elses_event_in_between()
    {
        var (torn, other) = (Past.Batch("note", "note"), Past.Batch("note"));
        Past.Store(torn, 0);
        Past.Call(other, Any, Appended, Past.Store(other), during: (0, 10));
        Past.Store(torn, 1);
        Past.Call(torn, Any, Appended, new VersionRange(1, 2), during: (0, 10));

        Finds(ViolationKind.Torn);
    }

    [Fact]
    public void A_batch_in_another_order()
    {
        var batch = Past.Batch("note", "note");
        Past.Store(batch, 1);
        Past.Store(batch, 0);
        Past.Call(batch, Any, Unknown);

        Finds(ViolationKind.Torn);
    }

    [Fact]
    public void A_batch_in_another_stream()
    {
        var batch = Past.Batch("note");
        Past.Store(Past.EventOf(batch), new StreamId("other"));
        Past.Call(batch, Any, Unknown);

        Finds(ViolationKind.Torn);
    }

    [Fact]
    public void An_acknowledgement_that_names_another_place()
    {
        Past.Append(Any, "note");
        var batch = Past.Batch("note");
        Past.Store(batch);
        Past.Call(batch, Any, Appended, new VersionRange(1, 1));

        Finds(ViolationKind.Misplaced);
    }
}
