using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.ContractTests;

/// <summary>A target that holds anything but the beginning of the source is refused, and left as it is.</summary>
public abstract class CopyTargetContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly StreamId stream = NewStream();
    private readonly StreamId other = NewStream("other");
    private readonly InMemoryEventStorage source = new();
    private readonly EncodedEvent first = new(Guid.CreateVersion7(), "first", "{}"u8.ToArray(), default) { Copied = new CopiedEvent(Noon, 0, 1) };
    private readonly EncodedEvent second = new(Guid.CreateVersion7(), "second", "[]"u8.ToArray(), "1"u8.ToArray()) { Copied = new CopiedEvent(Noon, 1, 2) };

    private static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private IEventStorage Storage => Engine.Storage;

    [Fact]
    public async Task Events_of_another_store_are_refused_by_stream_and_version()
    {
        await FillSourceAsync();
        await WriteAsync(stream, first);
        var foreign = StorageAppends.Encoded("foreign");
        await WriteAsync(other, foreign);

        var refusal = await RefusedAsync();

        refusal.Message.Should().Contain($"version 1 of stream '{other}' (event {foreign.Id}, 'foreign')")
            .And.Contain($"the source has version 2 of stream '{stream}' (event {second.Id}, 'second') in its place").And.Contain("Nothing was written");
    }

    [Fact]
    public async Task Events_after_the_end_of_the_source_are_refused()
    {
        await FillSourceAsync();
        await WriteAsync(stream, first, second, StorageAppends.Encoded("third"));

        (await RefusedAsync()).Message.Should().Contain($"version 3 of stream '{stream}'").And.Contain("the source has no more events");
    }

    [Theory]
    [InlineData("type")]
    [InlineData("data")]
    [InlineData("metadata")]
    [InlineData("timestamp")]
    [InlineData("decided at")]
    public async Task The_same_event_that_holds_something_else_is_refused(string what)
    {
        await FillSourceAsync();
        await WriteAsync(stream, first, what switch
        {
            "type" => second with { Type = "Second" },
            "data" => second with { Data = "[ ]"u8.ToArray() },
            "metadata" => second with { Metadata = default },
            "timestamp" => second with { Copied = second.Copied! with { Timestamp = Noon.AddMicroseconds(1) } },
            _ => second with { Copied = second.Copied! with { DecidedAt = null } },
        });

        (await RefusedAsync()).Message.Should().Contain($"version 2 of stream '{stream}'").And.Contain("in the source, that event holds something else");
    }

    [Fact]
    public async Task The_same_events_in_another_order_are_refused()
    {
        await FillSourceAsync(other);
        await WriteAsync(other, second with { Copied = second.Copied! with { Version = 1 } });
        await WriteAsync(stream, first);

        (await RefusedAsync()).Message.Should().Contain($"version 1 of stream '{other}'").And.Contain($"version 1 of stream '{stream}'");
    }

    [Fact]
    public async Task Ids_of_dropped_events_that_the_source_does_not_know_are_refused()
    {
        await FillSourceAsync();
        var dropped = StorageAppends.Dropped("foreign");
        await WriteAsync(stream, first, dropped);

        (await RefusedAsync()).Message.Should().Contain($"event {dropped.Id} ('foreign'), which was dropped after version 1 of stream '{stream}'");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Somebody_who_writes_to_the_target_meanwhile_is_noticed_and_not_written_over(bool takesTheId)
    {
        await FillSourceAsync();
        var (where, theirs) = takesTheId ? (other, second with { Copied = null }) : (stream, StorageAppends.Encoded("theirs"));
        var target = new Overtaken(Storage, where, theirs);

        var refusal = await Assert.ThrowsAsync<EventStoreUnusableException>(() => source.CopyToAsync(target, cancellationToken: Token));

        refusal.Message.Should().Contain("Somebody else writes to the target").And.Contain(
            takesTheId
                ? $"version 2 of stream '{stream}', cannot be copied: in the target its id names version 1 of stream '{other}'"
                : $"version 1 of stream '{stream}', cannot be copied: in the target the stream is at version 1");
        (await Storage.FindKeyAsync(theirs.Id))!.Value.Stream.Should().Be(where);
        (await Storage.IdsAsync(stream)).Should().Equal(takesTheId ? first.Id : theirs.Id);
    }

    private async Task FillSourceAsync(StreamId? streamOfSecond = null)
    {
        await source.SendAsync(stream, Any, [first]);
        await source.SendAsync(streamOfSecond ?? stream, Any, [second]);
    }

    /// <summary>Writes to the target, and waits until that can be read.</summary>
    private async Task WriteAsync(StreamId to, params EncodedEvent[] events) =>
        await Storage.WaitUntilVisibleAsync((await Storage.SendAsync(to, Any, events)).Position!.Value, Token);

    private async Task<EventStoreUnusableException> RefusedAsync()
    {
        var before = await Storage.ContentsAsync();
        var refusal = await Assert.ThrowsAsync<EventStoreUnusableException>(() => source.CopyToAsync(Storage, cancellationToken: Token));
        (await Storage.ContentsAsync()).Should().Equal(before);
        return refusal;
    }

    /// <summary>An engine to which somebody else writes just before a portion arrives.</summary>
    private sealed class Overtaken(IEventStorage inner, StreamId where, EncodedEvent theirs) : ForwardingStorage(inner)
    {
        public override async Task<IReadOnlyList<StorageAppendResult>> AppendInOrderAsync(IReadOnlyList<StorageAppend> appends, CancellationToken cancellationToken)
        {
            await Inner.SendAsync(where, Any, [theirs]);
            return await base.AppendInOrderAsync(appends, cancellationToken);
        }
    }
}
