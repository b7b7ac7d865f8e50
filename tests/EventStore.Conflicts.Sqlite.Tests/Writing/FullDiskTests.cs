namespace EventStore.Conflicts.Sqlite.Tests.Writing;

public sealed class FullDiskTests : SqliteTest
{
    // Each leaves another remainder for the log when the disk is full.
    [Theory]
    [InlineData(1024)]
    [InlineData(1032)]
    [InlineData(1040)]
    public async Task A_disk_that_is_full_at_the_commit_is_an_error_that_says_so_and_what_was_stored_stays(int kibibytes)
    {
        using var disk = SmallDisk.TryMount(Folder, kibibytes);
        Assert.SkipWhen(disk is null, "Needs Linux and the right to mount a file system.");
        var stored = 0;
        NewEvent refused;
        await using (var store = OpenStore())
        {
            (refused, var full) = await FillAsync(store);

            full.Should().BeOfType<EventStoreUnavailableException>().Which.Message.Should().Contain("full");
            stored = (await ReadAsync(store)).Count;
            stored.Should().BeGreaterThan(0);

            var again = () => AppendAsync(store, refused);
            await again.Should().ThrowAsync<EventStoreUnavailableException>("nothing has changed");
            disk.Resize(kibibytes: 8 * 1024);
            (await AppendAsync(store, refused)).Should().BeEquivalentTo(new { Outcome = AppendOutcome.Appended, Version = stored + 1 });
        }

        await TheStoreStillHoldsAsync(stored + 1);
        await using var storage = SqliteEventStorage.Open(Database);
        (await storage.CheckIntegrityAsync(Token)).Should().BeEmpty();
    }

    private static async Task<(NewEvent Refused, Exception Failure)> FillAsync(IEventStore store)
    {
        while (true)
        {
            var next = Event(4000);
            try
            {
                await AppendAsync(store, next);
            }
            catch (EventStoreException failure)
            {
                return (next, failure);
            }
        }
    }
}
