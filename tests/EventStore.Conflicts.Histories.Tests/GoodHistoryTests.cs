using static EventStore.Conflicts.Histories.CallOutcome;

namespace EventStore.Conflicts.Histories.Tests;

public sealed class GoodHistoryTests
{
    private readonly Past past = new();

    [Fact]
    public void Nothing_at_all_is_right() => past.Violations.Should().BeEmpty();

    [Fact]
    public void Appends_that_assert_what_is_so_are_right()
    {
        past.Append(NoStream, "note", "price");
        past.Append(StreamExists, "audit");
        past.Append(Any, "note");
        past.Append(Exactly(4), "price");
        past.Append(DecidedAt(5, seen: 5), "price");

        past.Violations.Should().BeEmpty();
    }

    [Fact]
    public void Stale_appends_that_conflict_with_nothing_are_right()
    {
        past.Append(NoStream, "note", "price");
        past.AppendOf(Exactly(0), Admitted, past.Batch("note"));
        past.AppendOf(Exactly(1), Admitted, past.BatchOf(Past.Stream, past.Event("price", key: 2)));
        past.AppendOf(Exactly(2), Admitted, past.Batch("rare"));
        past.AppendOf(DecidedAt(5, seen: 4), Admitted, past.Batch("price"));
        past.AppendOf(Parse("2+4-6"), Admitted, past.Batch("price"));

        past.Violations.Should().BeEmpty();
    }

    [Fact]
    public void Merges_change_what_is_stored()
    {
        past.Append(NoStream, "stock", "tag");
        var batch = past.Batch("stock", "tag");
        past.Store(past.EventOf(batch), value: 2);
        past.Drop(past.EventOf(batch, 1));
        past.Call(batch, Exactly(0), Admitted, new VersionRange(3, 3));
        var redundant = past.Batch("tag", "tag");
        past.Drop(past.EventOf(redundant));
        past.Drop(past.EventOf(redundant, 1));
        past.Call(redundant, Exactly(0), Dropped, head: 3);
        past.Call(redundant, Any, Dropped, head: 3);

        past.Violations.Should().BeEmpty();
    }

    [Fact]
    public void Refusals_with_a_reason_are_right()
    {
        past.Append(NoStream, "note", "price", "note");
        past.Call(past.Batch("audit"), Exactly(1), Refused, head: 3);
        past.Call(past.Batch("price"), Exactly(1), Refused, head: 3);
        past.Call(past.Batch("rare"), Exactly(0), Refused, head: 3);
        past.Call(past.Batch("note"), DecidedAt(2, seen: 2), Refused, head: 3);
        past.Call(past.Batch(), Exactly(2), Refused, head: 3);
        past.Call(past.Batch("note"), NoStream, WrongVersion, head: 3);
        past.Call(past.Batch("note"), Exactly(4), WrongVersion, head: 3);
        past.Call(past.Batch("note"), Parse("0+4-5"), WrongVersion, head: 3);
        past.Call(past.BatchOf(new StreamId("absent"), past.Event("note")), StreamExists, WrongVersion, head: 0);
        past.Call(past.Batch("price"), Exactly(0), Contended, head: 3);
        past.Call(past.Batch(), Exactly(3), Appended, head: 3);

        past.Violations.Should().BeEmpty();
    }

    [Fact]
    public void What_is_sent_again_is_recognised_whatever_it_expects()
    {
        var batch = past.Append(NoStream, "price", "price");
        past.Append(Any, "audit");
        past.Call(batch, NoStream, AlreadyAppended, new VersionRange(1, 2));
        past.Call(batch, Exactly(0), AlreadyAppended, new VersionRange(1, 2));
        past.Call(past.BatchOf(Past.Stream, past.Event("note"), past.EventOf(batch)), Any, DuplicateId);

        past.Violations.Should().BeEmpty();
    }

    [Fact]
    public void What_is_unknown_may_be_there_or_not()
    {
        var lost = past.Batch("note");
        past.Call(lost, Any, Unknown);
        var there = past.Batch("note", "price");
        past.Call(there, NoStream, Unknown);
        past.Store(there);
        var settled = past.Batch("note");
        past.Call(settled, Exactly(2), Unknown);
        past.Call(settled, Exactly(2), AlreadyAppended, past.Store(settled));
        var withoutEnd = past.Batch("note");
        past.Call(withoutEnd, Any, Unknown, during: (3, long.MaxValue));
        past.Store(withoutEnd);
        past.Call(past.Batch("note"), Any, Failed);
        past.Call(past.Batch("note"), Any, Cancelled);

        past.Violations.Should().BeEmpty();
    }

    [Fact]
    public void What_failed_first_may_be_written_when_it_is_sent_again()
    {
        var batch = past.Batch("note");
        past.Call(batch, Any, Failed);
        past.Call(batch, StreamExists, WrongVersion, head: 0);
        past.AppendOf(Any, Appended, batch);

        past.Violations.Should().BeEmpty();
    }

    [Fact]
    public void Appends_at_the_same_time_may_stand_in_any_order()
    {
        var (one, other) = (past.Batch("note"), past.Batch("note"));
        past.Call(other, Any, Appended, past.Store(other), during: (10, 30));
        past.Call(one, Any, Appended, past.Store(one), during: (0, 20));

        past.Violations.Should().BeEmpty();
    }

    [Fact]
    public void Readers_see_what_is_there_as_far_as_it_is()
    {
        past.Read([], Past.Stream);
        past.Append(NoStream, "note", "note");
        var early = past.Stored.ToArray();
        past.Read(early, Past.Stream);
        past.Read(early);
        past.Append(Any, "note");
        past.Read(past.Stored, Past.Stream);
        past.Read(past.Stored.Skip(1), Past.Stream, from: 2);
        past.Read([], Past.Stream, from: 7);
        past.Read(past.Stored.Reverse(), Past.Stream, backwards: true);
        past.Read(past.Stored.Reverse().Skip(1), Past.Stream, from: 2, backwards: true);
        past.Read(past.Stored.Skip(2), after: 2);
        past.Read(early); // it may be behind: what stands in between is not promised to be seen at once

        past.Violations.Should().BeEmpty();
    }
}
