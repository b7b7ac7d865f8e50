using System.Diagnostics;
using EventStore.Conflicts.PostgreSql.Server;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

public sealed class ProgramsTests : IDisposable
{
    private readonly string root;

    public ProgramsTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of this test are shell scripts.");
        root = Directory.CreateTempSubdirectory("eventstore-").FullName;
    }

    [Theory]
    [InlineData("PostgreSQL) 14.9", false)]
    [InlineData("PostgreSQL) 15.18 (Debian 15.18-0)", true)]
    [InlineData("PostgreSQL) 19devel", true)]
    [InlineData("Something else) 20", false)]
    public void It_must_be_recent_enough(string version, bool found)
    {
        var folder = Install("bin", version);

        Programs.FindPostgreSql([Path.Combine(root, "absent"), folder]).Should().Be(found ? folder : null);
    }

    [Fact]
    public void The_first_one_that_is_whole_is_found_behind_its_link()
    {
        var (half, whole, linked) = (Install("half", "PostgreSQL) 15.1"), Install("whole", "PostgreSQL) 16.1"), Directory.CreateDirectory(Path.Combine(root, "linked")));
        File.Delete(Path.Combine(half, "pg_basebackup"));
        File.CreateSymbolicLink(Path.Combine(linked.FullName, "postgres"), Path.Combine(whole, "postgres"));

        Programs.FindPostgreSql([half, linked.FullName, Install("later", "PostgreSQL) 17.1")]).Should().Be(whole);
    }

    [Fact]
    public void Of_the_versions_that_Debian_keeps_side_by_side_the_newest_comes_first()
    {
        foreach (var version in (string[])["9.6", "15", "9", "17"])
        {
            Directory.CreateDirectory(Path.Combine(root, version));
        }

        Programs.DebianFolders(root).Take(3).Should().Equal(((string[])["17", "15", "9"]).Select(version => Path.Combine(root, version, "bin")));
        Programs.DebianFolders(Path.Combine(root, "absent")).Should().BeEmpty();
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>Another process writes them: Linux runs no file that is open for writing, and what this one writes may be, in a child it is just starting.</summary>
    private string Install(string name, string version)
    {
        const string Write = """
            mkdir "$1" && cd "$1" && for each in postgres initdb pg_ctl pg_basebackup; do
                printf '#!/bin/sh\necho "postgres (%s"' "$2" >$each && chmod +x $each || exit
            done
            """;
        var folder = Path.Combine(root, name);
        using var shell = Process.Start("sh", ["-c", Write, "sh", folder, version]);
        shell.WaitForExit();
        shell.ExitCode.Should().Be(0);
        return folder;
    }
}
