using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests;

/// <summary>A schema of its own in a database, stores on it, and what other people do there by hand.</summary>
public abstract class StoreTest : ServerTest, IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> opened = [];
    private string? database;

    /// <summary>How to connect to the database. Asking for it skips the test where there is no server.</summary>
    protected string Database => database ??= FindDatabase();

    protected string Schema { get; } = $"engine_{Guid.NewGuid():N}";

    protected static StreamId Stream { get; } = new("client-1");

    protected static StreamId OtherStream { get; } = new("client-2");

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (database is not null)
        {
            await CleanUpAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes everything that was opened, the latest first.</summary>
    protected async Task CloseAsync()
    {
        while (opened.TryPop(out var each))
        {
            await each.DisposeAsync();
        }
    }

    /// <summary>Removes what is left in the database.</summary>
    protected virtual async Task CleanUpAsync() => await ExecuteAsync($"drop schema if exists {Schema} cascade");

    /// <summary>The database that all tests share, unless a test has one of its own.</summary>
    protected virtual string FindDatabase() => Installed.SharedServer;

    /// <summary>A data source as a host has one. Its sessions go by the name of the schema.</summary>
    protected NpgsqlDataSource Connect(Action<NpgsqlConnectionStringBuilder>? configure = null)
    {
        var address = new NpgsqlConnectionStringBuilder(Database) { ApplicationName = Schema };
        configure?.Invoke(address);
        return Keep(NpgsqlDataSource.Create(address.ConnectionString));
    }

    /// <summary>A store as of a host of its own, unless it is given a data source.</summary>
    protected PostgreSqlEventStorage OpenStorage(Action<PostgreSqlOptions>? configure = null, NpgsqlDataSource? host = null, TimeProvider? timeProvider = null)
    {
        var options = new PostgreSqlOptions { Schema = Schema };
        configure?.Invoke(options);
        return Keep(PostgreSqlEventStorage.Open(host ?? Connect(), options, timeProvider));
    }

    protected IEventStore OpenStore(Action<PostgreSqlOptions>? configure = null, Action<ConflictRegistryBuilder>? rules = null, NpgsqlDataSource? host = null) =>
        OpenStore(OpenStorage(configure, host), rules);

    protected IEventStore OpenStore(IEventStorage storage, Action<ConflictRegistryBuilder>? rules = null) =>
        Keep(new EventStoreBuilder().UseStorage(_ => storage).MapEvents(SampleEvents.Map).ConfigureConflicts(rules ?? (_ => { })).Build());

    /// <summary>Somebody else's session.</summary>
    protected async Task<Session> SessionAsync(string sql = "select") => Keep(await Session.OpenAsync(Database, sql));

    /// <summary>Somebody else's transaction that holds the lock of a stream.</summary>
    protected Task<Session> LockAsync(StreamId stream) => SessionAsync($"begin; select {LockOf(stream)}");

    protected string LockOf(StreamId stream) => $"pg_advisory_xact_lock(hashtextextended('{stream}', hashtextextended('{Schema}', 0)))";

    /// <summary>An append of one event as a statement, of a type that was stored before.</summary>
    protected string AppendByHand(StreamId stream, Guid id) => $$"""
        select status from {{Schema}}.append(
            (select s.epoch_id || '/' || s.xmin from {{Schema}}.store s), true, 60000, 0, false, array['{{stream}}'],
            array[1], array[0]::smallint[], array[0], array[0], array[0], array[null], array[1], array[1],
            array[1], array[1], array['{{id}}'::uuid], array[1], array[0], array[null]::bigint[], array[null]::bigint[], array[false],
            array['{}'::bytea], array[null]::bytea[])
        """;

    /// <summary>The same by the function for one append.</summary>
    protected string AppendOneByHand(StreamId stream, Guid id) => $$"""
        select {{Schema}}.append_one(
            (select s.epoch_id || '/' || s.xmin from {{Schema}}.store s), true, 60000, 0, false, '{{stream}}', 0::smallint, 0, 0, 0, null, '{{id}}', 1, null, '{}', null)
        """;

    protected Task ExecuteAsync(string sql) => ExecuteAsync(Database, sql);

    protected Task<T> QueryAsync<T>(string sql) => QueryAsync<T>(Database, sql);

    /// <summary>Waits until as many sessions of stores wait for a lock.</summary>
    protected Task UntilWaitingAsync(int sessions = 1) =>
        UntilAsync($"select count(*) = {sessions} from pg_stat_activity where application_name = '{Schema}' and wait_event_type = 'Lock'");

    /// <summary>Waits until a condition is true.</summary>
    protected async Task UntilAsync(string condition)
    {
        await using var session = await Session.OpenAsync(Database);
        while (!await session.QueryAsync<bool>(condition))
        {
            await session.ExecuteAsync("select pg_sleep(0.01)");
        }
    }

    /// <summary>Takes as many connections of a data source as its pool has: none was kept by anybody.</summary>
    protected static async Task EveryConnectionIsBackAsync(NpgsqlDataSource host, int connections)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => host.OpenConnectionAsync(Token).AsTask()));
        foreach (var each in all)
        {
            await each.DisposeAsync();
        }
    }

    /// <summary>Disposed after the test.</summary>
    protected T Keep<T>(T each)
        where T : IAsyncDisposable
    {
        opened.Push(each);
        return each;
    }
}
