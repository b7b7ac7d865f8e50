using Dapper;
using EventStore.Conflicts.Configuration;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite.Tests;

/// <summary>A folder of its own for each test, with a database in it that may or may not exist yet.</summary>
public abstract class SqliteTest : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-");

    protected static StreamId Stream { get; } = new("orders-1");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string Folder => folder.FullName;

    protected string Database => Path.Combine(Folder, "store.db");

    public void Dispose()
    {
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected IEventStore OpenStore(Action<SqliteOptions>? configure = null) => new EventStoreBuilder().UseSqlite(Database, configure).Build();

    protected static NewEvent Event(int bytes = 2) => NewEvent.Raw("happened", Enumerable.Repeat((byte)' ', bytes - 2).Concat("{}"u8.ToArray()).ToArray());

    protected static Task<AppendResult> AppendAsync(IEventStore store, params NewEvent[] events) =>
        store.AppendToStreamAsync(Stream, ExpectedVersion.Any, events, cancellationToken: Token);

    protected static async Task<IReadOnlyList<RecordedEvent>> ReadAsync(IEventStore store) => await store.ReadStreamAsync(Stream, cancellationToken: Token).ToListAsync(Token);

    /// <summary>A store with <paramref name="events"/> events, closed again.</summary>
    protected async Task MakeStoreAsync(int events = 3)
    {
        await using var store = OpenStore();
        for (var i = 0; i < events; i++)
        {
            await AppendAsync(store, Event());
        }
    }

    /// <summary>Another program's hand on the file.</summary>
    protected SqliteConnection OpenByHand()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }

    protected void ExecuteByHand(string sql)
    {
        using var connection = OpenByHand();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    protected T QueryByHand<T>(string sql)
    {
        using var connection = OpenByHand();
        return connection.ExecuteScalar<T>(sql)!;
    }

    /// <summary>The files of the test that this process has open, as far as the system tells.</summary>
    protected IEnumerable<string> OpenHandles() => OperatingSystem.IsLinux()
        ? Directory.GetFiles("/proc/self/fd")
            .Select(handle => new FileInfo(handle).LinkTarget ?? "")
            .Where(target => target.StartsWith(Folder, StringComparison.Ordinal))
        : [];

    protected async Task TheStoreStillHoldsAsync(int events)
    {
        await using var store = OpenStore();
        (await ReadAsync(store)).Select(each => each.Version).Should().Equal(Enumerable.Range(1, events).Select(version => (long)version));
    }
}
