using System.Diagnostics;
using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Sqlite.Tests.Files;

/// <summary>One store, one file: no second name for it, and no writing to what is no longer there.</summary>
public sealed class OneFileTests : SqliteTest
{
    [Fact]
    public async Task A_file_with_two_names_is_refused_under_either_and_for_reading_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells how many names a file has.");
        await MakeStoreAsync(events: 3);
        var other = Path.Combine(Folder, "other.db");
        using (var link = Process.Start("ln", [Database, other]))
        {
            await link.WaitForExitAsync(Token);
        }

        foreach (var path in new[] { Database, other })
        {
            foreach (var readOnly in new[] { true, false })
            {
                var open = () => SqliteEventStorage.Open(path, new SqliteOptions { ReadOnly = readOnly });

                open.Should().Throw<EventStoreUnusableException>().WithMessage("*2 names*");
            }
        }

        File.Delete(other);
        await TheStoreStillHoldsAsync(events: 3);
    }

    [Fact]
    public async Task A_file_that_is_deleted_under_an_open_store_gets_no_more_acknowledgements()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a file that is open cannot be deleted, or it isn't told.");
        await using var store = OpenStore();
        await AppendAsync(store, Event());
        File.Delete(Database);

        var append = () => AppendAsync(store, Event());

        await append.Should().ThrowAsync<EventStoreUnusableException>().WithMessage("*deleted, moved or replaced*");
    }

    [Fact]
    public async Task So_does_one_that_is_replaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a file that is open cannot be replaced, or it isn't told.");
        await using var store = OpenStore();
        await AppendAsync(store, Event());
        File.Move(Database, Database + ".moved");
        File.Copy(Database + ".moved", Database);

        var append = () => AppendAsync(store, Event());

        await append.Should().ThrowAsync<EventStoreUnusableException>().WithMessage("*deleted, moved or replaced*");
    }

    [Fact]
    public async Task One_that_is_replaced_is_not_read_with_the_log_of_the_old_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a file that is open cannot be replaced, or it isn't told.");
        await using (var other = new EventStoreBuilder().UseSqlite(Database + ".other").Build())
        {
            await AppendAsync(other, [.. Enumerable.Range(0, 200).Select(_ => Event())]);
        }

        await using var store = OpenStore();
        await AppendAsync(store, Event());
        File.Move(Database + ".other", Database, overwrite: true);

        var read = () => ReadAsync(store);

        await read.Should().ThrowAsync<EventStoreUnusableException>().WithMessage("*replaced*'-wal' and '-shm'*");
    }

    [Fact]
    public async Task A_log_without_its_database_is_not_taken_for_an_empty_store()
    {
        using (var worker = Worker.Start("append", Database))
        {
            (await worker.LineAsync(Token)).Should().Be("1");
            worker.Kill();
        }

        var kept = Database + ".kept";
        File.Move(Database, kept);

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*is missing*-wal*");
        File.Exists(Database).Should().BeFalse();
        File.Move(kept, Database);
        await using var store = OpenStore();
        (await store.GetStreamVersionAsync(new StreamId("work"), Token)).Should().BeGreaterThan(0);
    }

    [Theory]
    [InlineData("store.db-wal")]
    [InlineData("store.db-shm")]
    [InlineData("store.db-journal")]
    [InlineData("store.db-lease")]
    [InlineData("Data Source=store.db")]
    public void Names_that_are_something_else_are_refused_while_configuring(string path)
    {
        var configure = () => new EventStoreBuilder().UseSqlite(path);

        configure.Should().Throw<ArgumentException>().WithMessage($"*{path}*").WithParameterName(nameof(path));
    }

    [Fact]
    public async Task The_lease_says_what_it_is()
    {
        await MakeStoreAsync();

        (await File.ReadAllTextAsync(Database + "-lease", Token)).Should().Contain("Don't delete it");
    }
}
