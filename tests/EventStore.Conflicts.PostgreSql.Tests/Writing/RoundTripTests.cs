using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Writing;

/// <summary>How often an append goes to the server and back, counted on the line between.</summary>
public sealed class RoundTripTests : FlushTest
{
    private static readonly AppendCondition Condition = AppendCondition.Create(
        Verdict.Admit, [KeyValuePair.Create("asked", Verdict.Ask), KeyValuePair.Create("refused", Verdict.Refuse)]);

    private BreakableLine line = null!;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task It_is_once_whatever_the_answer(int size)
    {
        var storage = await OpenBehindLineAsync();
        await CountAsync(storage, Exactly(3), StorageAppendStatus.Written, size);
        await CountAsync(storage, Exactly(2), StorageAppendStatus.Written, size);
        await CountAsync(storage, Exactly(1), StorageAppendStatus.Refused, size);
        await CountAsync(storage, Exactly(0), StorageAppendStatus.Refused, size);
        await CountAsync(storage, DecidedAt(3, seen: 2), StorageAppendStatus.Refused, size);
        await CountAsync(storage, Exactly(99), StorageAppendStatus.WrongVersion, size);
        await CountAsync(storage, Exactly(2), StorageAppendStatus.TooStale, size, Condition.AtMost(maxBehind: 1, maxAge: null));
        await CountAsync(storage, Exactly(0), StorageAppendStatus.Ask, size, AppendCondition.Create(Verdict.Ask, []));
        await CountAsync(storage, Any, StorageAppendStatus.Written, size);
    }

    [Fact]
    public async Task It_is_once_for_all_that_wait_together()
    {
        var storage = await OpenBehindLineAsync();
        var store = OpenStore(storage);
        var before = 0;

        var together = await InOneFlushAsync(store, () =>
        {
            before = line.RoundTrips;
            return Enumerable.Range(0, 20).Select(number => storage.AppendTypesAsync(new StreamId($"together-{number % 7}"), "admitted")).ToArray();
        });

        (await Task.WhenAll(together)).Should().OnlyContain(each => each.Status == StorageAppendStatus.Written);
        (line.RoundTrips - before).Should().Be(2, "one was under way, of the stream that somebody held");
    }

    /// <summary>A stream of three events, and a session that has prepared what it needs.</summary>
    private async Task<PostgreSqlEventStorage> OpenBehindLineAsync()
    {
        line = Keep(new BreakableLine(new NpgsqlConnectionStringBuilder(Database).Port));
        var storage = OpenStorage(options => options.MaxAppendConnections = 1, Connect(address => address.Port = line.Port));
        await storage.AppendTypesAsync(Stream, "asked", "refused", "admitted");
        await storage.AppendTypesAsync(OtherStream, "mine");
        return storage;
    }

    private async Task CountAsync(
        PostgreSqlEventStorage storage, ExpectedVersion expected, StorageAppendStatus status, int size, AppendCondition? condition = null)
    {
        var events = Enumerable.Range(0, size).Select(_ => StorageAppends.Encoded("mine")).ToArray();
        var before = line.RoundTrips;

        var result = await storage.SendAsync(Stream, expected, events, condition ?? Condition);

        result.Status.Should().Be(status);
        (line.RoundTrips - before).Should().Be(1);
    }
}
