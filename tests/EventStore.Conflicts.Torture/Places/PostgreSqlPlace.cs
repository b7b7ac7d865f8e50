using System.Globalization;
using EventStore.Conflicts.PostgreSql;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.Storage;
using Npgsql;

namespace EventStore.Conflicts.Torture.Places;

/// <summary>A database of its own on the server that all tests of this process share.</summary>
internal sealed class PostgreSqlPlace : Place
{
    private const string Application = "torture-place";
    private const int MaxConnections = 16;

    // A session ends a moment after its client is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly TemporaryDatabase database = TemporaryDatabase.Create(SharedServer.ConnectionString ?? throw new InvalidOperationException(SharedServer.Missing));
    private readonly NpgsqlConnection byHand;
    private readonly List<NpgsqlDataSource> hosts = [];

    internal PostgreSqlPlace()
    {
        byHand = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        byHand.Open();
    }

    /// <summary>The sessions of stores.</summary>
    internal int Sessions => Convert.ToInt32(
        Query($"select count(*) from pg_stat_activity where application_name = '{Application}' and datname = current_database()"), CultureInfo.InvariantCulture);

    internal override long LogBytes => Convert.ToInt64(Query("select sum(size) from pg_ls_waldir()"), CultureInfo.InvariantCulture);

    // A checkpoint begins before it is that large, and takes a while.
    internal override long MostLogBytes => 2 * Convert.ToInt64(Query("select pg_size_bytes(current_setting('max_wal_size'))"), CultureInfo.InvariantCulture);

    /// <summary>As of a host of its own, whose data source is closed when <see cref="LeftOpenAsync"/> looks.</summary>
    internal override IEventStorage Open()
    {
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = Application, MaxPoolSize = MaxConnections };
        var host = NpgsqlDataSource.Create(address.ConnectionString);
        hosts.Add(host);
        return PostgreSqlEventStorage.Open(host);
    }

    internal override async Task<IReadOnlyList<string>> LeftOpenAsync()
    {
        // What a store has given back, its data source closes; what it has kept, nobody does.
        await CloseHostsAsync();
        var started = TimeProvider.System.GetTimestamp();
        while (Sessions > 0 && TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(Pause);
        }

        return Sessions is > 0 and var left ? [$"{left} sessions"] : [];
    }

    /// <summary>What somebody sees or does there by hand: the first column of the first row.</summary>
    internal object? Query(string sql, params IReadOnlyList<object> parameters)
    {
        using var command = new NpgsqlCommand(sql, byHand);
        foreach (var each in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = each });
        }

        return command.ExecuteScalar();
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseHostsAsync();
        await byHand.DisposeAsync();
        database.Dispose();
    }

    private async Task CloseHostsAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        hosts.Clear();
    }
}
