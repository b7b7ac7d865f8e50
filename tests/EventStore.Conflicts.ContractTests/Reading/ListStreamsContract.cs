namespace EventStore.Conflicts.ContractTests;

/// <summary>Listing streams by a literal prefix, ordered by the UTF-8 bytes of their ids, a page at a time.</summary>
public abstract class ListStreamsContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;
    private readonly string beginning = Guid.NewGuid().ToString("N");

    protected ListStreamsContract() => store = OpenStore();

    [Fact]
    public async Task Streams_are_listed_with_their_versions()
    {
        await CreateAsync("b", "a");
        await store.AppendAsync(new StreamId($"{beginning}a"), Any, Notes(4));

        var page = await store.ListStreamsAsync(beginning, cancellationToken: Token);

        page.Streams.Should().Equal(
            new StreamSummary(new StreamId($"{beginning}a"), 5), new StreamSummary(new StreamId($"{beginning}b"), 1));
        page.Continuation.Should().BeNull();
    }

    [Fact]
    public async Task No_prefix_lists_all_streams()
    {
        await CreateAsync("a", "b");

        (await store.ListStreamsAsync(cancellationToken: Token)).Streams.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_prefix_that_fits_nothing_gives_an_empty_last_page()
    {
        await CreateAsync("a");

        var page = await store.ListStreamsAsync($"{beginning}b", cancellationToken: Token);

        page.Streams.Should().BeEmpty();
        page.Continuation.Should().BeNull();
    }

    [Theory]
    [InlineData("%", "%", "%a", "%%")]
    [InlineData("_", "_", "_a", "__")]
    [InlineData("'", "'a")]
    [InlineData("\\", "\\a")]
    [InlineData("*", "*a")]
    [InlineData("[", "[a")]
    [InlineData("a", "a", "aa")]
    [InlineData("A", "A", "AA")]
    [InlineData("é", "éa")]
    [InlineData("\uD7FF", "\uD7FF", "\uD7FFa")]
    [InlineData("\uFFFF", "\uFFFF", "\uFFFFa")]
    [InlineData("\U0010FFFF", "\U0010FFFF", "\U0010FFFFa")]
    [InlineData("😀", "😀", "😀a")]
    public async Task A_prefix_is_taken_literally(string prefix, params string[] fitting)
    {
        string[] all = ["", "%", "%a", "%%", "_", "_a", "__", "'a", "\\a", "*a", "[a", "a", "aa", "A", "AA", "e\u0301a", "éa", "\uD7FF", "\uD7FFa", "\uE000", "\uFFFF", "\uFFFFa", "\U0010FFFF", "\U0010FFFFa", "😀", "😀a", "😁"];
        await CreateAsync(all);

        (await EndsAsync(prefix)).Should().BeEquivalentTo(fitting);
    }

    [Fact]
    public async Task The_order_is_that_of_the_utf8_bytes()
    {
        await CreateAsync("😀", "～", "a", "B", "\uE000", "é", "aa", "\uD7FF", "");

        (await EndsAsync("")).Should().Equal("", "B", "a", "aa", "é", "\uD7FF", "\uE000", "～", "😀");
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_up_to_the_last_one()
    {
        await CreateAsync("1", "2", "3", "4", "5", "～", "😀");

        var first = await store.ListStreamsAsync(beginning, maxCount: 3, cancellationToken: Token);
        var second = await store.ListStreamsAsync(beginning, first.Continuation, maxCount: 3, cancellationToken: Token);
        var third = await store.ListStreamsAsync(beginning, second.Continuation, maxCount: 3, cancellationToken: Token);

        Ends(first).Should().Equal("1", "2", "3");
        Ends(second).Should().Equal("4", "5", "～");
        Ends(third).Should().Equal("😀");
        third.Continuation.Should().BeNull();
    }

    [Fact]
    public async Task A_page_that_is_just_full_is_the_last_one()
    {
        await CreateAsync("1", "2", "3");

        (await store.ListStreamsAsync(beginning, maxCount: 3, cancellationToken: Token)).Continuation.Should().BeNull();
    }

    [Fact]
    public async Task A_page_can_begin_after_a_stream_that_does_not_exist_or_lies_outside_the_prefix()
    {
        await CreateAsync("1", "3");

        Ends(await store.ListStreamsAsync(beginning, new StreamId($"{beginning}2"), cancellationToken: Token)).Should().Equal("3");
        Ends(await store.ListStreamsAsync(beginning, new StreamId("\u0020"), cancellationToken: Token)).Should().Equal("1", "3");
        Ends(await store.ListStreamsAsync(beginning, new StreamId("～"), cancellationToken: Token)).Should().BeEmpty();
    }

    private async Task CreateAsync(params string[] ends)
    {
        foreach (var end in ends)
        {
            await store.AppendAsync(new StreamId(beginning + end), NoStream, ANote());
        }
    }

    private async Task<IEnumerable<string>> EndsAsync(string prefix) =>
        Ends(await store.ListStreamsAsync(beginning + prefix, cancellationToken: Token));

    private IEnumerable<string> Ends(StreamPage page) => page.Streams.Select(each => each.Stream.Value[beginning.Length..]);
}
