using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Sqlite;

namespace EventStore.Conflicts.Samples.Tests.Documentation;

/// <summary>What docs/sqlite.md shows of backups.</summary>
public sealed class BackupTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public async Task A_store_in_use_is_copied()
    {
        var (path, backup) = (folder.File("orders.db"), folder.File("backup.db"));

#pragma warning disable xUnit1051 // A reader of the page has no token.
        var storage = SqliteEventStorage.Open(path);
        await using var store = new EventStoreBuilder().UseStorage(_ => storage).Build(); // owns it
        await storage.BackupAsync(backup);
        var problems = await storage.CheckIntegrityAsync(); // empty where all is well
#pragma warning restore xUnit1051

        problems.Should().BeEmpty();
        File.Exists(backup).Should().BeTrue();
    }
}
