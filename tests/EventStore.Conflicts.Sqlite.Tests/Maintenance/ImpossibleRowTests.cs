namespace EventStore.Conflicts.Sqlite.Tests.Maintenance;

/// <summary>A row that no store can have written is damage of the file, and no fault of whoever reads.</summary>
public sealed class ImpossibleRowTests : SqliteTest
{
    [Theory]
    [InlineData("UPDATE events SET recorded_at = 9223372036854775807")]
    [InlineData("UPDATE events SET recorded_at = -9223372036854775807")]
    [InlineData("PRAGMA ignore_check_constraints = ON; UPDATE events SET event_id = x'0102' WHERE version = 1")]
    [InlineData("UPDATE streams SET name = CAST(x'6F01' AS TEXT)")]
    [InlineData("UPDATE streams SET name = ''")]
    public async Task It_is_told_as_damage(string change)
    {
        await MakeStoreAsync();
        ExecuteByHand(change);
        await using var store = OpenStore();

        var read = () => store.ReadAllAsync(cancellationToken: Token).ToListAsync(Token).AsTask();

        await read.Should().ThrowExactlyAsync<EventStoreUnusableException>().WithMessage($"*{Database}*no store wrote*");
    }

    [Fact]
    public async Task So_is_a_version_that_is_no_number()
    {
        await MakeStoreAsync();
        ExecuteByHand("UPDATE events SET version = 'many' WHERE version = 3");
        await using var store = OpenStore();

        var ask = () => store.GetStreamVersionAsync(Stream, Token);

        await ask.Should().ThrowExactlyAsync<EventStoreUnusableException>().WithMessage("*no store wrote*");
    }

    [Fact]
    public async Task A_version_at_the_end_of_all_numbers_ends_the_stream()
    {
        await MakeStoreAsync(events: 2);
        ExecuteByHand($"UPDATE events SET version = {long.MaxValue} WHERE version = 2");
        await using var storage = SqliteEventStorage.Open(Database);

        var keys = await storage.ReadStreamKeysAsync(Stream, new VersionRange(1, long.MaxValue), Token).ToListAsync(Token);

        keys.Select(each => each.Version).Should().Equal(1, long.MaxValue);
    }

    [Fact]
    public async Task So_it_is_where_streams_are_listed()
    {
        await MakeStoreAsync();
        ExecuteByHand("UPDATE streams SET name = CAST(x'6F01' AS TEXT)");
        await using var store = OpenStore();

        var list = () => store.ListStreamsAsync(cancellationToken: Token);

        await list.Should().ThrowExactlyAsync<EventStoreUnusableException>().WithMessage("*no store wrote*");
    }
}
