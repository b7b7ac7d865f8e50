using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Places;

/// <summary>A file in a folder of its own.</summary>
internal sealed class SqlitePlace : Place
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-torture-");

    internal string Folder => folder.FullName;

    internal string Database => Path.Combine(Folder, "store.db");

    internal override long LogBytes => new FileInfo(Database + "-wal") is { Exists: true } log ? log.Length : 0;

    // It starts anew once it holds 4 MB and nobody reads in it; but for as long as a backup takes, and the larger the database the longer, it cannot.
    internal override long MostLogBytes => (16L << 20) + (new FileInfo(Database).Length / 4);

    internal override IEventStorage Open() => SqliteEventStorage.Open(Database);

    internal override Task<IReadOnlyList<string>> LeftOpenAsync() => Task.FromResult(Handles.Below(Folder));

    public override ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
