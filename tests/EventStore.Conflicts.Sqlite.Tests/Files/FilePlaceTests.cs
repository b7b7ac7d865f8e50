namespace EventStore.Conflicts.Sqlite.Tests.Files;

public sealed class FilePlaceTests : SqliteTest
{
    [Theory]
    [InlineData("file:store.db", "URI")]
    [InlineData("FILE:///tmp/store.db?mode=memory", "URI")]
    [InlineData(":memory:", "UseInMemory")]
    [InlineData("a\0b.db", "NUL")]
    [InlineData("", "empty")]
    [InlineData("   ", "white")]
    public void What_is_no_path_of_a_file_is_refused_while_configuring(string path, string because)
    {
        var configure = () => new Configuration.EventStoreBuilder().UseSqlite(path);

        configure.Should().Throw<ArgumentException>().WithMessage($"*{because}*");
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var open = () => SqliteEventStorage.Open(Path.Combine(Folder, "nowhere", "store.db"));

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*nowhere*does not exist*");
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_refused()
    {
        var open = () => SqliteEventStorage.Open(Folder);

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*is a folder*");
    }

    [Fact]
    public async Task A_symbolic_link_is_refused_because_one_file_must_not_have_two_leases()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making symbolic links needs a right of its own on Windows.");
        await MakeStoreAsync(events: 3);
        var link = Path.Combine(Folder, "link.db");
        File.CreateSymbolicLink(link, Database);

        var open = () => SqliteEventStorage.Open(link);

        open.Should().Throw<EventStoreUnusableException>().WithMessage($"*symbolic link to*{Database}*");
        await TheStoreStillHoldsAsync(events: 3);
    }

    [Fact]
    public async Task Names_that_mean_something_to_SQL_or_to_connection_strings_are_just_names()
    {
        var quoted = OperatingSystem.IsWindows() ? "'100%'" : "\"100%\""; // no name on Windows holds a double quote
        var path = Path.Combine(Folder, $"it's; Mode=Memory {quoted} é🙂.db");
        await using (var store = new Configuration.EventStoreBuilder().UseSqlite(path).Build())
        {
            await AppendAsync(store, Event());
        }

        File.Exists(path).Should().BeTrue();
    }

    [Fact]
    public async Task Only_the_owner_may_read_and_write_the_files_of_a_store()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        await using var store = OpenStore();
        await AppendAsync(store, Event());

        string[] files = [Database, Database + "-wal", Database + "-shm", Database + "-lease"];
        Directory.GetFiles(Folder).Should().BeEquivalentTo(files);
        foreach (var file in files)
        {
#pragma warning disable CA1416 // Skipped on Windows above.
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
#pragma warning restore CA1416
        }
    }

    [Fact]
    public async Task After_disposal_no_handle_is_left_and_the_file_holds_everything_by_itself()
    {
        await using (var store = OpenStore())
        {
            await AppendAsync(store, Event());
            (await ReadAsync(store)).Should().HaveCount(1);
        }

        File.Exists(Database + "-wal").Should().BeFalse("the last connection checkpoints and removes it");
        var moved = Path.Combine(Folder, "moved.db");
        File.Move(Database, moved);
        await using (var store = new Configuration.EventStoreBuilder().UseSqlite(moved).Build())
        {
            (await ReadAsync(store)).Should().HaveCount(1);
        }

        File.Delete(moved);
        OpenHandles().Should().BeEmpty();
    }

    [Fact]
    public async Task A_read_only_folder_gives_a_clear_error_and_loses_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        Assert.SkipUnless(Worker.CanRunUnprivileged, "The superuser may write everywhere, and there is no 'setpriv' (package util-linux) to become another user.");
        await MakeStoreAsync(events: 3);
#pragma warning disable CA1416 // Skipped on Windows above.
        const UnixFileMode ReadOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        const UnixFileMode Writable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(Folder, ReadOnlyFolder);
        try
        {
            (await Worker.RunUnprivilegedAsync("try", Path.Combine(Folder, "new.db"), Token))
                .Should().StartWith("EventStoreUnusableException").And.Contain("new.db-lease").And.Contain("denied");
            (await Worker.RunUnprivilegedAsync("try", Database, Token))
                .Should().StartWith("EventStoreUnusableException").And.Contain("denied");
        }
        finally
        {
            File.SetUnixFileMode(Folder, Writable);
        }
#pragma warning restore CA1416
        await TheStoreStillHoldsAsync(events: 3);
    }
}
