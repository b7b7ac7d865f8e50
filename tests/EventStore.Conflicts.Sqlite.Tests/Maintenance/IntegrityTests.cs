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
