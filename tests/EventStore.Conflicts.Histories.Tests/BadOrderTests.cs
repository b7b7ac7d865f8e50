using static EventStore.Conflicts.Histories.CallOutcome;

namespace EventStore.Conflicts.Histories.Tests;

/// <summary>Answers that cannot be, at the time they were given.</summary>
public sealed class BadOrderTests : BadHistoryTest
{
    [Fact]
    public void An_append_that_stands_before_one_that_was_over()
    {
        var (one, other) = (Past.Batch("note"), Past.Batch("note"));
        Past.Call(other, Any, Appended, Past.Store(other), during: (20, 30));
        Past.Call(one, Any, Appended, Past.Store(one), during: (0, 10));

        Finds(ViolationKind.OutOfOrder);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void A_refusal_on_a_version_that_the_stream_did_not_have(int head)
    {
        Past.Append(Any, "note");
        Past.Call(Past.Batch("note"), head == 0 ? StreamExists : NoStream, WrongVersion, head: head);

        Finds(ViolationKind.OutOfOrder);
    }

    [Fact]
    public void A_refusal_on_what_had_not_begun()
    {
        Past.Call(Past.Batch("note"), NoStream, WrongVersion, head: 1, during: (0, 1));
        Past.Append(Any, "note");

        Finds(ViolationKind.OutOfOrder);
    }
}
