using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Sqlite.Tests.Maintenance;

public sealed class BackupTests : SqliteTest
{
    private string Copy => Path.Combine(Folder, "copy.db");

    [Fact]
    public async Task A_backup_taken_while_others_write_is_a_whole_store_as_it_was_at_one_moment()
    {
        await using var storage = SqliteEventStorage.Open(Database);
        await using var store = new EventStoreBuilder().UseStorage(_ => storage).Build();
        await AppendAsync(store, [.. Enumerable.Range(0, 2_000).Select(_ => Event(500))]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await AppendAsync(store, Event(500));
                }
            },
            Token);

        await storage.BackupAsync(Copy, Token);
        await stop.CancelAsync();
        await writing;

        Directory.GetFiles(Folder, "copy*").Should().Equal(Copy);
        var live = await ReadAsync(store);
        await using var copiedStorage = SqliteEventStorage.Open(Copy);
        await using var copied = new EventStoreBuilder().UseStorage(_ => copiedStorage).Build();
        var events = await ReadAsync(copied);
        events.Count.Should().BeInRange(2_000, live.Count);
        events.Select(each => each.Id).Should().Equal(live.Take(events.Count).Select(each => each.Id));
        (await copiedStorage.CheckIntegrityAsync(Token)).Should().BeEmpty();
        (await AppendAsync(copied, Event())).Version.Should().Be(events.Count + 1);
    }

    [Fact]
    public async Task A_backup_holds_what_is_only_in_the_log_yet()
    {
        await using var storage = SqliteEventStorage.Open(Database);
        await using var store = new EventStoreBuilder().UseStorage(_ => storage).Build();
        await AppendAsync(store, Event());
        new FileInfo(Database + "-wal").Length.Should().BeGreaterThan(0);

        await storage.BackupAsync(Copy, Token);

        await using var copied = new EventStoreBuilder().UseSqlite(Copy).Build();
        (await ReadAsync(copied)).Should().HaveCount(1);
    }

    [Fact]
    public async Task A_backup_overwrites_nothing()
    {
        await using var storage = SqliteEventStorage.Open(Database);
        await File.WriteAllTextAsync(Copy, "mine", Token);

        var backup = () => storage.BackupAsync(Copy, Token);

        await backup.Should().ThrowAsync<EventStoreUnusableException>().WithMessage("*exists already*");
        (await File.ReadAllTextAsync(Copy, Token)).Should().Be("mine");
    }

    [Fact]
    public async Task A_backup_into_a_folder_that_does_not_exist_is_refused()
    {
        await using var storage = SqliteEventStorage.Open(Database);

        var backup = () => storage.BackupAsync(Path.Combine(Folder, "nowhere", "copy.db"), Token);

        await backup.Should().ThrowAsync<EventStoreUnusableException>().WithMessage("*nowhere*");
    }

    [Fact]
    public async Task A_backup_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        await using var storage = SqliteEventStorage.Open(Database);

        await storage.BackupAsync(Copy, Token);

#pragma warning disable CA1416 // Skipped on Windows above.
        File.GetUnixFileMode(Copy).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
#pragma warning restore CA1416
    }
}
