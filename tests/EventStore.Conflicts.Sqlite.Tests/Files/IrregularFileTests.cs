using System.Diagnostics;

namespace EventStore.Conflicts.Sqlite.Tests.Files;

/// <summary>What stands at the path, or beside it, and is no ordinary file: it is named, and left as it is.</summary>
public sealed class IrregularFileTests : SqliteTest
{
    private string Pipe => Path.Combine(Folder, "pipe.db");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_device_is_refused_and_nothing_is_made_beside_it(bool readOnly)
    {
        SkipWhereItIsNotTold();
        var open = () => SqliteEventStorage.Open("/dev/null", new SqliteOptions { ReadOnly = readOnly });

        open.Should().Throw<EventStoreUnusableException>().WithMessage("'/dev/null'*a device*");
        File.Exists("/dev/null-lease").Should().BeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pipe_is_refused_and_nobody_waits_for_its_other_end(bool readOnly)
    {
        SkipWhereItIsNotTold();
        await MakePipeAsync();

        var open = () => SqliteEventStorage.Open(Pipe, new SqliteOptions { ReadOnly = readOnly });

        open.Should().Throw<EventStoreUnusableException>().WithMessage($"'{Pipe}'*a pipe*");
        Directory.GetFiles(Folder).Should().Equal(Pipe);
    }

    [Fact]
    public async Task Neither_is_one_in_the_place_of_a_backup_overwritten()
    {
        SkipWhereItIsNotTold();
        await MakePipeAsync();
        await using var storage = SqliteEventStorage.Open(Database);

        var backup = () => storage.BackupAsync(Pipe, Token);

        await backup.Should().ThrowAsync<EventStoreUnusableException>().WithMessage($"'{Pipe}'*");
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_refused_and_nothing_is_made_where_it_leads()
    {
        SkipOnWindows();
        var nowhere = Path.Combine(Folder, "nowhere.db");
        File.CreateSymbolicLink(Database, nowhere);

        FluentActions.Invoking(() => OpenStore()).Should().Throw<EventStoreUnusableException>().WithMessage($"'{Database}'*symbolic link*");
        File.Exists(nowhere).Should().BeFalse();
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    [InlineData("-lease")]
    public async Task A_link_beside_the_database_is_refused_and_what_it_leads_to_is_left_as_it_is(string ending)
    {
        SkipOnWindows();
        await MakeStoreAsync(events: 3);
        var other = Path.Combine(Folder, "other.txt");
        await File.WriteAllTextAsync(other, "", Token);
        File.Delete(Database + ending);
        File.CreateSymbolicLink(Database + ending, other);

        FluentActions.Invoking(() => OpenStore()).Should().Throw<EventStoreUnusableException>().WithMessage($"'{Database}{ending}'*symbolic link*");

        new FileInfo(other).Length.Should().Be(0);
        File.Delete(Database + ending);
        await TheStoreStillHoldsAsync(events: 3);
    }

    [Fact]
    public async Task A_link_to_the_folder_is_fine_and_the_lease_is_the_same()
    {
        SkipOnWindows();
        var link = Folder + "-link";
        Directory.CreateSymbolicLink(link, Folder);
        try
        {
            await using var store = OpenStore();
            await AppendAsync(store, Event());
            var again = () => SqliteEventStorage.Open(Path.Combine(link, "store.db"));

            again.Should().Throw<EventStoreInUseException>();
            await using var reader = SqliteEventStorage.Open(Path.Combine(link, "store.db"), new SqliteOptions { ReadOnly = true });
            (await reader.GetStreamVersionAsync(Stream, Token)).Should().Be(1);
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Making symbolic links needs a right of its own on Windows.");

    private static void SkipWhereItIsNotTold() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of what kind a file is.");

    private async Task MakePipeAsync()
    {
        using var make = Process.Start("mkfifo", [Pipe]);
        await make.WaitForExitAsync(Token);
    }
}
