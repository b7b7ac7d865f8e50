namespace EventStore.Conflicts.Sqlite.Tests.Maintenance;

/// <summary>A backup makes one file and touches no other, whatever their names are.</summary>
public sealed class BackupNeighboursTests : SqliteTest
{
    private string Copy => Path.Combine(Folder, "copy.db");

    [Fact]
    public async Task Files_with_similar_names_stay_as_they_are()
    {
        await using var storage = SqliteEventStorage.Open(Database);
        string[] neighbours = [Copy + "-partial", Copy + ".tmp", Copy + "-", Copy + "~"];
        foreach (var neighbour in neighbours)
        {
            await File.WriteAllTextAsync(neighbour, "precious", Token);
        }

        await storage.BackupAsync(Copy, Token);

        foreach (var neighbour in neighbours)
        {
            (await File.ReadAllTextAsync(neighbour, Token)).Should().Be("precious");
        }
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    public async Task What_another_database_left_behind_is_not_given_to_a_copy(string ending)
    {
        await using var storage = SqliteEventStorage.Open(Database);
        await File.WriteAllTextAsync(Copy + ending, "left", Token);

        var backup = () => storage.BackupAsync(Copy, Token);

        await backup.Should().ThrowAsync<EventStoreUnusableException>().WithMessage($"*copy.db{ending}*left by a database*");
        Directory.GetFiles(Folder, "copy*").Should().Equal(Copy + ending);
    }

    [Fact]
    public async Task Of_several_backups_to_one_place_exactly_one_succeeds_and_the_others_leave_nothing()
    {
        await using var storage = SqliteEventStorage.Open(Database);
        var backups = Enumerable.Range(0, 6).Select(_ => storage.BackupAsync(Copy, Token)).ToArray();

        var outcomes = new List<Exception?>();
        foreach (var backup in backups)
        {
            outcomes.Add(await Record.ExceptionAsync(() => backup));
        }

        outcomes.Count(outcome => outcome is null).Should().Be(1);
        outcomes.Should().AllSatisfy(outcome => outcome?.Should().BeOfType<EventStoreUnusableException>().Which.Message.Should().Contain(Copy));
        Directory.GetFiles(Folder, "copy*").Should().Equal(Copy);
    }
}
