namespace EventStore.Conflicts.Sqlite.Tests.Maintenance;

public sealed class IntegrityTests : SqliteTest
{
    [Fact]
    public async Task A_sound_store_has_no_problems()
    {
        await MakeStoreAsync();
        await using var storage = SqliteEventStorage.Open(Database);

        (await storage.CheckIntegrityAsync(Token)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("DELETE FROM events WHERE version = 2", "orders-1")]
    [InlineData("DELETE FROM events WHERE version = 1", "orders-1")]
    [InlineData("DELETE FROM event_types", "no name")]
    [InlineData("DELETE FROM streams", "no name")]
    public async Task A_promise_that_is_broken_is_found(string damage, string found)
    {
        await MakeStoreAsync();
        ExecuteByHand(damage);
        await using var storage = SqliteEventStorage.Open(Database);

        (await storage.CheckIntegrityAsync(Token)).Should().NotBeEmpty().And.Contain(problem => problem.Contains(found));
    }

    [Theory]
    [InlineData("DELETE FROM streams WHERE id = (SELECT stream_id FROM dropped_events)", "dropped event {0} belongs to a stream or type that has no name")]
    [InlineData("DELETE FROM event_types WHERE id = (SELECT type_id FROM dropped_events)", "dropped event {0} belongs to a stream or type that has no name")]
    [InlineData("UPDATE events SET event_id = (SELECT event_id FROM dropped_events) WHERE version = 2", "dropped event {0} is in a stream all the same, at position 2")]
    public async Task A_dropped_event_that_cannot_be_one_is_found(string damage, string found)
    {
        await MakeStoreAsync();
        await using var storage = SqliteEventStorage.Open(Database);
        var dropped = await storage.DropAsync(Stream, Token);
        (await storage.CheckIntegrityAsync(Token)).Should().BeEmpty();

        ExecuteByHand(damage);

        (await storage.CheckIntegrityAsync(Token)).Should().Contain(problem => problem.Contains(string.Format(null, found, dropped.Id)));
    }

    [Fact]
    public async Task Damaged_pages_are_found()
    {
        await MakeStoreAsync(events: 300);
        await using (var file = File.OpenWrite(Database))
        {
            file.Position = file.Length - 4096;
            await file.WriteAsync(new byte[4096], Token);
        }

        await using var storage = SqliteEventStorage.Open(Database);

        (await storage.CheckIntegrityAsync(Token)).Should().NotBeEmpty();
    }
}
