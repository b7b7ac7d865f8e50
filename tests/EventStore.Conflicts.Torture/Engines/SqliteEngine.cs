using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Engines;

internal sealed class SqliteEngine : Engine
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-torture-");

    internal SqliteEngine() => Storage = SqliteEventStorage.Open(Path.Combine(folder.FullName, "store.db"));

    public override IEventStorage Storage { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
