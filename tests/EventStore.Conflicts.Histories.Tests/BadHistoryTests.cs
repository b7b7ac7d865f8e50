using static EventStore.Conflicts.Histories.CallOutcome;

namespace EventStore.Conflicts.Histories.Tests;

/// <summary>Each broken promise is found in the smallest history that breaks it, and nothing else is.</summary>
public sealed class BadHistoryTests
{
    private readonly Past past = new();

    [Fact]
    public void An_acknowledged_append_that_is_not_there()
    {
        past.Call(past.Batch("note"), Any, Appended, new VersionRange(1, 1));

        Finds(ViolationKind.Lost);
    }

    [Fact]
    public void An_acknowledged_duplicate_that_is_not_there()
    {
        var batch = past.Batch("note");
        past.Call(batch, Any, Unknown);
        past.Call(batch, Any, AlreadyAppended, new VersionRange(1, 1));

        Finds(ViolationKind.Lost);
    }

    [Theory]
    [InlineData(Failed, null)]
    [InlineData(Cancelled, null)]
    [InlineData(WrongVersion, 0)]
    public void An_append_that_was_not_written_and_is_there(CallOutcome outcome, int? head)
    {
        var batch = past.Batch("note");
        past.Call(batch, StreamExists, outcome, head: head);
        past.Store(batch);

        Finds(ViolationKind.NotWithheld);
    }

    [Fact]
    public void A_refused_append_whose_merge_left_a_trace()
    {
        past.Append(NoStream, "audit");
        var batch = past.Batch("audit");
        past.Call(batch, Exactly(0), Refused, head: 1);
        past.Drop(past.EventOf(batch));

        Finds(ViolationKind.NotWithheld);
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 1 })]
    public void An_unknown_append_of_which_a_part_is_there(int[] stored)
    {
        var batch = past.Batch("note", "note");
        past.Call(batch, Any, Unknown);
        past.Store(batch, stored);

        Finds(ViolationKind.Torn);
    }

    [Fact]
    public void A_batch_with_somebody_elses_event_in_between()
    {
        var (torn, other) = (past.Batch("note", "note"), past.Batch("note"));
        past.Store(torn, 0);
        past.Call(other, Any, Appended, past.Store(other), during: (0, 10));
        past.Store(torn, 1);
        past.Call(torn, Any, Appended, new VersionRange(1, 2), during: (0, 10));

        Finds(ViolationKind.Torn);
    }

    [Fact]
    public void A_batch_in_another_order()
    {
        var batch = past.Batch("note", "note");
        past.Store(batch, 1);
        past.Store(batch, 0);
        past.Call(batch, Any, Unknown);

        Finds(ViolationKind.Torn);
    }

    [Fact]
    public void A_batch_in_another_stream()
    {
        var batch = past.Batch("note");
        past.Store(past.EventOf(batch), new StreamId("other"));
        past.Call(batch, Any, Unknown);

        Finds(ViolationKind.Torn);
    }

    [Fact]
    public void An_event_that_is_there_twice()
    {
        var batch = past.Append(Any, "note");
        past.Store(batch);

        Finds(ViolationKind.Doubled);
    }

    [Fact]
    public void An_event_that_is_there_twice_under_two_ids()
    {
        var batch = past.Append(Any, "note");
        var again = past.BatchOf(Past.Stream, past.EventOf(batch) with { Id = Guid.CreateVersion7() });
        past.AppendOf(Any, Appended, again);

        Finds(ViolationKind.Doubled);
    }

    [Fact]
    public void A_batch_that_two_callers_wrote()
    {
        var batch = past.Append(Any, "note");
        past.Call(batch, Any, Appended, new VersionRange(1, 1));

        Finds(ViolationKind.Doubled);
    }

    [Fact]
    public void A_dropped_event_that_is_there()
    {
        var batch = past.Append(Any, "tag");
        past.Drop(past.EventOf(batch));

        Finds(ViolationKind.Doubled);
    }

    [Fact]
    public void An_event_that_nobody_sent()
    {
        past.Store(past.Event("note"));

        Finds(ViolationKind.NeverSent);
    }

    [Fact]
    public void An_event_that_was_sent_with_another_key()
    {
        past.Append(Any, "note");
        past.Tamper(stored => stored.Select(each => each with { Data = each.Data with { Key = 9 } }));

        past.Violations.Select(each => each.Kind).Should().Equal(ViolationKind.NeverSent, ViolationKind.WrongData);
    }

    [Fact]
    public void A_version_that_is_missing()
    {
        past.Append(Any, "note");
        past.Tamper(stored => stored.Select(each => each with { Version = 2 }));

        Finds(ViolationKind.BrokenVersions);
    }

    [Fact]
    public void Positions_against_the_order_of_versions()
    {
        past.Append(Any, "note", "note");
        past.Tamper(stored => [stored[0] with { Position = Past.Position(3) }, stored[1]]);

        Finds(ViolationKind.BrokenPositions);
    }

    [Fact]
    public void An_acknowledgement_that_names_another_place()
    {
        past.Append(Any, "note");
        var batch = past.Batch("note");
        past.Store(batch);
        past.Call(batch, Any, Appended, new VersionRange(1, 1));

        Finds(ViolationKind.Misplaced);
    }

    [Fact]
    public void Whatever_is_there_but_was_to_be_dropped()
    {
        past.Append(Any, "tag");
        past.AppendOf(Exactly(0), Admitted, past.Batch("tag"));

        Finds(ViolationKind.WrongData);
    }

    [Fact]
    public void A_merge_that_was_not_made()
    {
        past.Append(Any, "stock");
        past.AppendOf(Exactly(0), Admitted, past.Batch("stock"));

        Finds(ViolationKind.WrongData);
    }

    [Fact]
    public void A_merge_of_what_was_decided_on_the_head()
    {
        past.Append(Any, "stock");
        var batch = past.Batch("stock");
        past.Store(past.EventOf(batch), value: 2);
        past.Call(batch, DecidedAt(1, seen: 0), Admitted, new VersionRange(2, 2));

        Finds(ViolationKind.WrongData);
    }

    private void Finds(ViolationKind kind)
    {
        var violations = past.Violations;
        violations.Should().ContainSingle().Which.Kind.Should().Be(kind, "of {0}", string.Join(Environment.NewLine, violations));
    }
}
