namespace EventStore.Conflicts.Histories.Tests;

/// <summary>What readers must not see.</summary>
public sealed class BadReadTests : BadHistoryTest
{
    [Fact]
    public void A_read_that_misses_what_was_acknowledged()
    {
        Past.Append(Any, "note");
        var early = Past.Stored.ToArray();
        Past.Append(Any, "note");
        Past.Read(early, Past.Stream);

        Finds(ViolationKind.OutOfOrder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_read_of_what_had_not_begun(bool ofStream)
    {
        Past.Append(Any, "note");
        Past.Read(Past.Stored, ofStream ? Past.Stream : null, during: (0, 1));

        Finds(ViolationKind.OutOfOrder);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_read_of_what_is_not_there(bool ofStream)
    {
        Past.Append(Any, "note");
        Past.Read(Past.Stored.Select(each => each with { Id = Guid.CreateVersion7() }), ofStream ? Past.Stream : null);

        Finds(ViolationKind.WronglyRead);
    }

    [Fact]
    public void A_read_of_the_store_that_goes_back()
    {
        Past.Append(Any, "note", "note");
        Past.Read(Past.Stored.Reverse(), after: 1);

        Finds(ViolationKind.WronglyRead);
    }

    [Fact]
    public void A_position_that_a_reader_passed_before_something_appeared_there()
    {
        Past.Append(Any, "note", "note", "note");
        Past.Read([Past.Stored[0], Past.Stored[2]]);

        var found = Finds(ViolationKind.Skipped);
        found.Events[0].Should().Be(Past.Stored[1]);
        found.ToString().Should().StartWith("Skipped: reader 1").And.Contain("'s'@2 at 2: note #2 1=1");
    }

    [Fact]
    public void A_version_that_a_read_of_a_stream_left_out()
    {
        Past.Append(Any, "note", "note", "note");
        Past.Read([Past.Stored[0], Past.Stored[2]], Past.Stream);

        Finds(ViolationKind.Skipped);
    }
}
