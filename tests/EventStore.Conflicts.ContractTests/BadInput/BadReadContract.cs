namespace EventStore.Conflicts.ContractTests;

/// <summary>Reads with arguments that make no sense are refused at the call, by name and bound.</summary>
public abstract class BadReadContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected BadReadContract() => store = OpenStore();

    [Fact]
    public void Reading_a_default_stream_is_refused_by_name() =>
        Assert.Throws<ArgumentException>(() => { store.ReadStreamAsync(default, cancellationToken: Token); }).Message.Should().Contain("default(StreamId)");

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    public void A_version_or_a_count_below_1_is_refused(long value)
    {
        var stream = NewStream();

        Assert.Throws<ArgumentOutOfRangeException>(() => { store.ReadStreamAsync(stream, fromVersion: value, cancellationToken: Token); })
            .ParamName.Should().Be("fromVersion");
        Assert.Throws<ArgumentOutOfRangeException>(() => { store.ReadStreamAsync(stream, maxCount: value, cancellationToken: Token); })
            .ParamName.Should().Be("maxCount");
        Assert.Throws<ArgumentOutOfRangeException>(() => { store.ReadAllAsync(maxCount: value, cancellationToken: Token); })
            .ParamName.Should().Be("maxCount");
    }

    [Fact]
    public void A_direction_that_is_none_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { store.ReadStreamAsync(NewStream(), (ReadDirection)7, cancellationToken: Token); })
            .ParamName.Should().Be("direction");

    [Fact]
    public void Reading_after_a_default_position_is_refused_by_name() =>
        Assert.Throws<ArgumentException>(() => { store.ReadAllAsync(after: default(GlobalPosition), cancellationToken: Token); })
            .Message.Should().Contain("default(GlobalPosition)");

    [Fact]
    public async Task The_version_of_a_default_stream_is_refused_by_name() =>
        (await Assert.ThrowsAsync<ArgumentException>(() => store.GetStreamVersionAsync(default, Token))).Message.Should().Contain("default(StreamId)");

    [Fact]
    public async Task The_empty_id_is_refused()
    {
        foreach (var find in new Func<Task>[] { () => store.FindEventAsync(Guid.Empty, Token), () => store.FindEventKeyAsync(Guid.Empty, Token) })
        {
            (await Assert.ThrowsAsync<ArgumentException>(find)).Message.Should().Contain("empty GUID");
        }
    }

    [Fact]
    public async Task Waiting_for_a_default_position_is_refused_by_name() =>
        (await Assert.ThrowsAsync<ArgumentException>(() => store.WaitUntilVisibleAsync(default, Token))).Message.Should().Contain("default(GlobalPosition)");

    [Fact]
    public async Task Listing_with_a_bad_prefix_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => store.ListStreamsAsync(null!, cancellationToken: Token));
        foreach (var prefix in new[] { "a\n", "\0", "\uD83D", new string('x', 256) })
        {
            (await Assert.ThrowsAsync<ArgumentException>(() => store.ListStreamsAsync(prefix, cancellationToken: Token)))
                .Message.Should().Contain("Prefix");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_001)]
    public async Task Listing_a_page_of_a_size_out_of_bounds_is_refused(int size) =>
        (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ListStreamsAsync(maxCount: size, cancellationToken: Token)))
            .Message.Should().Contain("10,000");

    [Fact]
    public async Task Listing_the_largest_page_is_allowed() =>
        (await store.ListStreamsAsync(maxCount: 10_000, cancellationToken: Token)).Streams.Should().BeEmpty();

    [Fact]
    public async Task Listing_after_a_default_stream_is_refused_by_name() =>
        (await Assert.ThrowsAsync<ArgumentException>(() => store.ListStreamsAsync(after: default(StreamId), cancellationToken: Token)))
            .Message.Should().Contain("default(StreamId)");
}
