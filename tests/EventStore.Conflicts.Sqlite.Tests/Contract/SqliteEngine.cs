using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests.Contract;

public sealed class SqliteEngine : ContractEngine
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-");

    protected override IEventStorage Open(EngineServices services) =>
        SqliteEventStorage.Open(Path.Combine(folder.FullName, "store.db"), timeProvider: services.TimeProvider);

    protected override ValueTask CleanUpAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
