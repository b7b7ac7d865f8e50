using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Sqlite.Tests.Files;

/// <summary>The name of a file is neither SQL nor a connection string.</summary>
public sealed class InjectionTests : SqliteTest
{
    public static TheoryData<string> Names => [.. Injections.All.Select(each => each.Data.Replace('/', '-').Replace('\\', '-')), "a; Mode=Memory", "a;Password=x", "a?mode=memory", "a|DataDirectory|b"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_that_would_do_something_in_SQL_is_the_name_of_a_store_and_of_a_backup(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows few of these names.");
        var (path, copy) = (Path.Combine(Folder, name + ".db"), Path.Combine(Folder, name + ".copy"));
        await using (var storage = SqliteEventStorage.Open(path))
        {
            await storage.BackupAsync(copy, Token);
        }

        Directory.GetFiles(Folder).Should().BeEquivalentTo([path, path + "-lease", copy]);
    }
}
