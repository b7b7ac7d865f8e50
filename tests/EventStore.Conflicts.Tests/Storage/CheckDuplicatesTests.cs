using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Storage;

public sealed class CheckDuplicatesTests
{
    private const long Head = 9;

    private static readonly GlobalPosition Last = new(0, 0, 77);
    private static readonly EncodedEvent[] Batch = [New("a"), New("b"), New("a")];
    private static readonly StorageAppend Append = Appends.Of(ExpectedVersion.Exactly(3), events: Batch);

    [Fact]
    public void No_id_is_taken() => Check(null, null, null).Should().BeNull();

    [Fact]
    public void An_empty_batch_duplicates_nothing() =>
        Appends.Of(ExpectedVersion.Exactly(3)).CheckDuplicates([], GlobalPosition.Start, Head).Should().BeNull();

    [Fact]
    public void The_whole_batch_in_this_stream_in_order_and_without_a_gap_was_written_before()
    {
        var result = Check(Stored(0, 4), Stored(1, 5), Stored(2, 6));

        result!.Status.Should().Be(StorageAppendStatus.AlreadyWritten);
        result.Versions.Should().Be(new VersionRange(4, 6));
        result.Position.Should().Be(Last);
        result.Head.Should().Be(Head);
    }

    [Fact]
    public void Another_order_clashes() => Check(Stored(0, 6), Stored(1, 5), Stored(2, 4)).Should().Match(Clash(0, 6));

    [Fact]
    public void A_gap_clashes() => Check(Stored(0, 4), Stored(1, 5), Stored(2, 7)).Should().Match(Clash(0, 4));

    [Fact]
    public void Only_the_beginning_clashes() => Check(Stored(0, 4), Stored(1, 5), null).Should().Match(Clash(0, 4));

    [Fact]
    public void Only_the_end_clashes_and_the_first_id_that_is_taken_is_named() => Check(null, Stored(1, 5), Stored(2, 6)).Should().Match(Clash(1, 5));

    [Fact]
    public void Another_stream_clashes() =>
        Check(Stored(0, 4), Stored(1, 5), Stored(2, 6) with { Stream = new StreamId("order-2") }).Should().Match(Clash(0, 4));

    [Fact]
    public void Another_type_clashes() => Check(Stored(0, 4), Stored(1, 5) with { Type = "c" }, Stored(2, 6)).Should().Match(Clash(0, 4));

    public static TheoryData<string, int?, int?> Merged => new()
    {
        { "d3 4 5", 4, 5 },
        { "4 d4 5", 4, 5 },
        { "4 5 d5", 4, 5 },
        { "d3 d3 4", 4, 4 },
        { "4 d4 d4", 4, 4 },
        { "d3 4 d4", 4, 4 },
        { "d0 d0 d0", null, null },
        { "d0 1 2", 1, 2 },
    };

    [Theory]
    [MemberData(nameof(Merged))]
    public void What_a_merge_dropped_stands_after_the_version_it_would_have_followed(string stored, int? first, int? last)
    {
        var result = Check(Parse(stored));

        result!.Status.Should().Be(StorageAppendStatus.AlreadyWritten);
        result.Versions.Should().Be(first is null ? null : new VersionRange(first.Value, last!.Value));
    }

    [Fact]
    public void Where_all_of_it_was_dropped_there_is_no_position() =>
        Append.CheckDuplicates(Parse("d3 d3 d3"), lastPosition: null, Head)!.Position.Should().BeNull();

    [Theory]
    [InlineData("d4 4 5")]
    [InlineData("4 d5 5")]
    [InlineData("4 d3 5")]
    [InlineData("4 5 d4")]
    [InlineData("d3 d4 4")]
    [InlineData("d3 4 d3")]
    [InlineData("d3 d3 d4")]
    [InlineData("- d3 4")]
    [InlineData("4 d4 -")]
    public void Dropped_elsewhere_or_only_in_part_it_clashes(string stored)
    {
        var keys = Parse(stored);

        var result = Check(keys);

        result!.Status.Should().Be(StorageAppendStatus.Duplicate);
        result.Existing.Should().Be(keys.First(key => key is not null));
    }

    [Fact]
    public void Dropped_in_another_stream_or_under_another_type_it_clashes()
    {
        var keys = Parse("4 d4 5");

        Check(keys[0], keys[1]!.Value with { Stream = new StreamId("order-2") }, keys[2]).Should().Match(Clash(0, 4));
        Check(keys[0], keys[1]!.Value with { Type = "c" }, keys[2]).Should().Match(Clash(0, 4));
    }

    /// <summary>What is stored by the ids of the batch: a version, one with a <c>d</c> that a dropped event would have followed, or <c>-</c> for nothing.</summary>
    private static EventKey?[] Parse(string stored) =>
    [
        .. stored.Split(' ').Select((text, index) => text[0] switch
        {
            '-' => (EventKey?)null,
            'd' => Stored(index, text[1] - '0') with { IsDropped = true },
            _ => Stored(index, text[0] - '0'),
        }),
    ];

    private static StorageAppendResult? Check(params EventKey?[] stored) => Append.CheckDuplicates(stored, Last, Head);

    private static System.Linq.Expressions.Expression<Func<StorageAppendResult, bool>> Clash(int index, long version) => result =>
        result.Status == StorageAppendStatus.Duplicate && result.Existing == Stored(index, version) && result.Versions == null && result.Head == Head;

    private static EventKey Stored(int index, long version) => new(Appends.Stream, version, Batch[index].Id, Batch[index].Type, default);

    private static EncodedEvent New(string type) => new(Guid.CreateVersion7(), type, default, default);
}
