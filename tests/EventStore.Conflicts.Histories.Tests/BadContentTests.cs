using static EventStore.Conflicts.Histories.CallOutcome;

namespace EventStore.Conflicts.Histories.Tests;

/// <summary>What must not be in a store, whatever anybody was told.</summary>
public sealed class BadContentTests : BadHistoryTest
{
    [Fact]
    public void An_event_that_is_there_twice()
    {
        var batch = Past.Append(Any, "note");
        Past.Store(batch);

        Finds(ViolationKind.Doubled);
    }

    [Fact]
    public void An_event_that_is_there_twice_under_two_ids()
    {
        var batch = Past.Append(Any, "note");
        var again = Past.BatchOf(Past.Stream, Past.EventOf(batch) with { Id = Guid.CreateVersion7() });
        Past.AppendOf(Any, Appended, again);

        Finds(ViolationKind.Doubled);
    }

    [Fact]
    public void A_batch_that_two_callers_wrote()
    {
        var batch = Past.Append(Any, "note");
        Past.Call(batch, Any, Appended, new VersionRange(1, 1));

        Finds(ViolationKind.Doubled);
    }

    [Fact]
    public void A_dropped_event_that_is_there()
    {
        var batch = Past.Append(Any, "tag");
        Past.Drop(Past.EventOf(batch));

        Finds(ViolationKind.Doubled);
    }

    [Fact]
    public void An_event_that_nobody_sent()
    {
        Past.Store(Past.Event("note"));

        Finds(ViolationKind.NeverSent);
    }

    [Fact]
    public void An_event_that_was_sent_with_another_key()
    {
        Past.Append(Any, "note");
        Past.Tamper(stored => stored.Select(each => each with { Data = each.Data with { Key = 9 } }));

        Past.Violations.Select(each => each.Kind).Should().Equal(ViolationKind.NeverSent, ViolationKind.WrongData);
    }

    [Fact]
    public void A_version_that_is_missing()
    {
        Past.Append(Any, "note");
        Past.Tamper(stored => stored.Select(each => each with { Version = 2 }));

        Finds(ViolationKind.BrokenVersions);
    }

    [Fact]
    public void Positions_against_the_order_of_versions()
    {
        Past.Append(Any, "note", "note");
        Past.Tamper(stored => [stored[0] with { Position = Past.Position(3) }, stored[1]]);

        Finds(ViolationKind.BrokenPositions);
    }

    [Fact]
    public void Whatever_is_there_but_was_to_be_dropped()
    {
        Past.Append(Any, "tag");
        Past.AppendOf(Exactly(0), Admitted, Past.Batch("tag"));

        Finds(ViolationKind.WrongData);
    }

    [Fact]
    public void A_merge_that_was_not_made()
    {
        Past.Append(Any, "stock");
        Past.AppendOf(Exactly(0), Admitted, Past.Batch("stock"));

        Finds(ViolationKind.WrongData);
    }

    [Fact]
    public void A_merge_of_what_was_decided_on_the_head()
    {
        Past.Append(Any, "stock");
        var batch = Past.Batch("stock");
        Past.Store(Past.EventOf(batch), value: 2);
        Past.Call(batch, DecidedAt(1, seen: 0), Admitted, new VersionRange(2, 2));

        Finds(ViolationKind.WrongData);
    }
}
