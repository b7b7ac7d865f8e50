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

        // Two that look at the place before either has taken it are rare, so there are many rounds.
        for (var round = 0; round < 100; round++)
        {
            var copy = Path.Combine(Folder, $"copy{round}.db");
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Record.ExceptionAsync(() => storage.BackupAsync(copy, Token)).AsTask()));

            outcomes.Count(outcome => outcome is null).Should().Be(1, "round {0} has one winner", round);
            outcomes.Should().AllSatisfy(outcome => outcome?.Should().BeOfType<EventStoreUnusableException>().Which.Message.Should().Contain(copy));
            Directory.GetFiles(Folder, $"copy{round}.*").Should().Equal(copy);
        }
    }
}
