using System.Runtime.Versioning;
using System.Security.Cryptography;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using EventStore.Conflicts.Sqlite.Tests;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

/// <summary>The tables of the store are on a disk of their own, which is soon full.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FullDiskTests(OwnServer own) : FaultTest(own)
{
    private const int Kibibytes = 16 * 1024;

    private DirectoryInfo? folder;
    private SmallDisk? disk;

    [Fact]
    public async Task What_does_not_fit_is_refused_as_unavailable_and_fits_once_there_is_room()
    {
        await MoveToSmallDiskAsync();
        var store = OpenStore(host: Connect(address => address.Database = Schema));

        // The files of a new database have gaps, which take space when what belongs there is written: with this, not in the middle of a read.
        await ExecuteAsync("checkpoint");
        var (stored, large) = (0, ANote());
        EventStoreUnavailableException? full = null;
        while (full is null)
        {
            try
            {
                large = ANote(Convert.ToBase64String(RandomNumberGenerator.GetBytes(1_000_000)));
                await store.AppendAsync(Stream, Exactly(stored), large);
                stored++;
            }
            catch (EventStoreUnavailableException failure)
            {
                full = failure;
            }
        }

        full.Message.Should().Contain("disk").And.Contain(PostgresErrorCodes.DiskFull);
        (await store.ReadAsync(Stream)).Should().HaveCount(stored).And.HaveCountGreaterThan(1);
        disk!.Resize(2 * Kibibytes);
        (await store.AppendAsync(Stream, Exactly(stored), large)).Version.Should().Be(stored + 1);
    }

    protected override async Task CleanUpAsync()
    {
        await ExecuteAsync($"drop database if exists {Schema} with (force)");
        await ExecuteAsync($"drop tablespace if exists {Schema}");
        disk?.Dispose();
        folder?.Delete(recursive: true);
    }

    /// <summary>The server can only use a folder that is its own, so it makes one.</summary>
    private async Task MoveToSmallDiskAsync()
    {
        await ExecuteAsync("select");
        folder = Directory.CreateTempSubdirectory("eventstore-");
        disk = SmallDisk.TryMount(folder.FullName, Kibibytes);
        Assert.SkipWhen(disk is null, "Needs the right to mount a small file system.");
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_111_111);
        await ExecuteAsync($"copy (select) to program 'mkdir {folder.FullName}/space'");
        await ExecuteAsync($"create tablespace {Schema} location '{folder.FullName}/space'");
        await ExecuteAsync($"create database {Schema} tablespace {Schema}");
    }
}
