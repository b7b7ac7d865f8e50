using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Stores with whatever a store may hold, by a seed, and what a store holds as text.</summary>
public static class RandomStores
{
    private const int Streams = 30;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A store in memory; about two and a half events for each append.</summary>
    public static async Task<InMemoryEventStorage> CreateAsync(int seed, int appends)
    {
        var random = new Random(seed);
        var clock = new SettableClock();
        var storage = new InMemoryEventStorage(clock);
        for (var i = 0; i < appends; i++)
        {
            // Clocks go backwards now and then.
            clock.Set(DateTimeOffset.UnixEpoch.AddMicroseconds(random.NextInt64(2_000_000_000_000_000)));
            var stream = new StreamId($"stream-{random.Next(Streams)}");
            var head = await storage.GetStreamVersionAsync(stream, Token);
            var expected = Expected(random, head);
            EncodedEvent[] events = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Event(random, isStale: expected.NamesVersion && expected.Seen < head))];
            (await storage.SendAsync(stream, expected, events)).Status.Should().Be(StorageAppendStatus.Written);
        }

        return storage;
    }

    /// <summary>All that a copy keeps: a line for each event in the order of the store, for each dropped event, and for each stream.</summary>
    public static async Task<IReadOnlyList<string>> ContentsAsync(this IEventStorage storage)
    {
        var events = await storage.ReadAllAsync(GlobalPosition.Start, long.MaxValue, Token).ToListAsync(Token);
        var dropped = await storage.ReadDroppedAsync(null, Token).ToListAsync(Token);
        var streams = await storage.ListStreamsAsync("", null, int.MaxValue, Token);
        return
        [
            .. events.Select(each => $"{each.Stream} {each.Version} {each.Id} {each.Type} {each.Timestamp:O} {each.DecidedAt} "
                + $"{Convert.ToHexString(each.Data.Span)} {Convert.ToHexString(each.Metadata.Span)}"),
            .. dropped.Select(each => $"{each}"),
            .. streams.Select(each => $"{each}"),
        ];
    }

    /// <summary>Waits until <paramref name="copy"/> shows the last event of <paramref name="source"/>, and gives all it holds.</summary>
    public static async Task<IReadOnlyList<string>> CopiedContentsAsync(this IEventStorage copy, IEventStorage source)
    {
        var last = await source.ReadAllAsync(GlobalPosition.Start, long.MaxValue, Token).LastOrDefaultAsync(Token);
        if (last is not null && await copy.FindEventAsync(last.Id, Token) is { } copied)
        {
            await copy.WaitUntilVisibleAsync(copied.Position, Token);
        }

        return await copy.ContentsAsync();
    }

    private static ExpectedVersion Expected(Random random, long head) => random.Next(5) switch
    {
        0 => Any,
        1 => head == 0 ? NoStream : StreamExists,
        2 => ExpectedVersion.DecidedAt(head, random.NextInt64(head + 1)),
        _ => Exactly(random.NextInt64(head + 1)),
    };

    private static EncodedEvent Event(Random random, bool isStale) =>
        new(RandomId(random), $"type-{random.Next(12)}", Bytes(random), random.Next(2) == 0 ? default : Bytes(random)) { IsDropped = isStale && random.Next(4) == 0 };

    private static Guid RandomId(Random random) => new(Bytes(random, 16));

    private static byte[] Bytes(Random random, int? count = null)
    {
        var bytes = new byte[count ?? random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }
}
