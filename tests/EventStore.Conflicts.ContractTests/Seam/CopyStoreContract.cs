using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.ContractTests;

/// <summary>A whole store moves into this engine, and out of it again, and is the same.</summary>
public abstract class CopyStoreContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private IEventStorage Storage => Engine.Storage;

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 200)]
    [InlineData(3, 200)]
    [InlineData(4, 1_000)]
    public async Task Whatever_a_store_holds_arrives_and_comes_back(int seed, int appends)
    {
        await using var source = await RandomStores.CreateAsync(seed, appends);
        await using var back = new InMemoryEventStorage();

        var there = await source.CopyToAsync(Storage, cancellationToken: Token);
        var contents = await Storage.CopiedContentsAsync(source);
        await Storage.CopyToAsync(back, cancellationToken: Token);

        var original = await source.ContentsAsync();
        contents.Should().Equal(original);
        (await back.ContentsAsync()).Should().Equal(original);
        var events = await source.ReadAllAsync(GlobalPosition.Start, long.MaxValue, Token).ToListAsync(Token);
        there.Should().Be(new CopyProgress
        {
            Total = events.Count,
            Copied = events.Count,
            Dropped = await source.ReadDroppedAsync(null, Token).CountAsync(Token),
            LastPosition = events[^1].Position,
        });
        there.Dropped.Should().BePositive("otherwise this tested nothing of dropped events");
    }

    [Fact]
    public async Task Every_text_that_can_be_a_name_arrives()
    {
        string[] texts = [.. AwkwardTexts.All.Select(row => row.Data), .. AwkwardTexts.LookAlikes];
        await using var source = new InMemoryEventStorage();
        foreach (var text in texts)
        {
            await source.SendAsync(new StreamId(text), NoStream, [StorageAppends.Encoded(text), StorageAppends.Encoded("type")]);
            await source.SendAsync(new StreamId(text), Exactly(0), [StorageAppends.Dropped(text)]);
        }

        await source.CopyToAsync(Storage, cancellationToken: Token);

        (await Storage.CopiedContentsAsync(source)).Should().Equal(await source.ContentsAsync());
    }

    [Fact]
    public async Task Events_larger_than_any_limit_of_a_store_arrive()
    {
        await using var source = new InMemoryEventStorage();
        foreach (var mebibytes in new[] { 5, 5, 0, 12, 0 })
        {
            var large = new byte[(mebibytes << 20) + 1];
            new Random(mebibytes).NextBytes(large);
            await source.SendAsync(new StreamId($"of-{mebibytes}"), Any, [StorageAppends.Encoded("large") with { Data = large, Metadata = large.AsMemory(0, large.Length / 8) }]);
        }

        (await source.CopyToAsync(Storage, cancellationToken: Token)).Copied.Should().Be(5);

        await Storage.CopiedContentsAsync(source);
        await foreach (var (original, copy) in source.ReadAllAsync(GlobalPosition.Start, 9, Token).Zip(Storage.ReadAllAsync(GlobalPosition.Start, 9, Token)))
        {
            copy.Id.Should().Be(original.Id);
            copy.Data.Span.SequenceEqual(original.Data.Span).Should().BeTrue();
            copy.Metadata.Span.SequenceEqual(original.Metadata.Span).Should().BeTrue();
        }
    }

    [Fact]
    public async Task Of_an_empty_store_there_is_nothing_to_copy()
    {
        await using var source = new InMemoryEventStorage();

        (await source.CopyToAsync(Storage, cancellationToken: Token)).Should().Be(new CopyProgress { Total = 0 });

        (await Storage.ContentsAsync()).Should().BeEmpty();
        (await Storage.CopyToAsync(source, cancellationToken: Token)).Should().Be(new CopyProgress { Total = 0 });
    }

    [Fact]
    public async Task Progress_is_told_after_every_portion()
    {
        await using var source = await RandomStores.CreateAsync(5, 1_000);
        var told = new List<CopyProgress>();

        var end = await source.CopyToAsync(Storage, new ProgressListener(told.Add), Token);

        told.Should().HaveCountGreaterThan(4).And.OnlyContain(each => each.Total == end.Copied);
        told[0].Should().Be(new CopyProgress { Total = end.Total });
        told[^1].Should().Be(end);
        told.Select(each => each.Copied).Distinct().Should().BeInAscendingOrder().And.HaveCountGreaterThan(3);
        told.Select(each => each.LastPosition).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task What_is_moved_is_a_store_to_go_on_with()
    {
        await using var source = await RandomStores.CreateAsync(6, 100);
        await source.CopyToAsync(Storage, cancellationToken: Token);
        var store = OpenStore(rules => rules.For("mine").NeverConflicts());
        var stream = new StreamId("stream-1");
        var known = (await source.ReadStreamAsync(stream, ReadDirection.Forwards, null, long.MaxValue, Token).ToListAsync(Token))[^1];
        var dropped = await source.ReadDroppedAsync(null, Token).FirstAsync(Token);

        var stale = await store.AppendAsync(stream, Exactly(known.Version - 1), ARawEvent("mine"));
        var resent = await store.AppendAsync(stream, Exactly(0), NewEvent.Raw(known.Type, "{}"u8.ToArray(), known.Id));
        var redundant = await store.AppendAsync(dropped.Stream, Exactly(0), NewEvent.Raw(dropped.Type, "{}"u8.ToArray(), dropped.Id));

        (stale.Outcome, stale.Version).Should().Be((AppendOutcome.Admitted, known.Version + 1));
        (resent.Outcome, redundant.Outcome).Should().Be((AppendOutcome.AlreadyAppended, AppendOutcome.Dropped));
        var last = await Storage.ReadStreamAsync(stream, ReadDirection.Backwards, null, 2, Token).ToListAsync(Token);
        last[0].Position.Should().BeGreaterThan(last[1].Position);
    }
}
