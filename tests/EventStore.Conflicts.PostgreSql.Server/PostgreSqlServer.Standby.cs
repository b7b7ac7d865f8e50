using System.Diagnostics;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Server;

public sealed partial class PostgreSqlServer
{
    /// <summary>
    /// Starts a second server that follows this one, and returns when it receives. It accepts reads; after <see cref="Promote"/> it accepts writes.
    /// </summary>
    /// <param name="synchronous">From now on a commit on this server waits until a standby has it on its disk; while none is there, for ever.</param>
    /// <exception cref="InvalidOperationException">It doesn't start or doesn't receive; the message says why.</exception>
    public PostgreSqlServer StartStandby(bool synchronous = false)
    {
        var name = $"standby_{Guid.NewGuid():N}";
        var standby = Started(new PostgreSqlServer(programs, options, password), server => server.CopyFrom(this, name));
        try
        {
            WaitFor(standby.ConnectionString, "select exists (select from pg_stat_wal_receiver where status = 'streaming')");
            if (synchronous)
            {
                Configure([new("synchronous_standby_names", "*")]);
                Control("reload");
                WaitFor(ConnectionString, $"select exists (select from pg_stat_replication where application_name = '{name}' and sync_state <> 'async')");
            }

            return standby;
        }
        catch
        {
            standby.Dispose();
            throw;
        }
    }

    /// <summary>Makes a standby a server of its own that accepts writes, with everything it has received; returns when it does.</summary>
    public void Promote() => Control("promote", "-w", "-t", "60");

    /// <summary>The slot makes the primary keep what a standby that is down will need.</summary>
    private void CopyFrom(PostgreSqlServer primary, string name)
    {
        var source = $"host=127.0.0.1 port={primary.Port} user={User} password={password} application_name={name}";
        Run("pg_basebackup", "-D", keeper.Data, "-d", source, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-C", "-S", name);
        Configure([new("synchronous_standby_names", "")]); // once promoted it has no standby itself
    }

    private static void WaitFor(string connectionString, string condition)
    {
        using var source = NpgsqlDataSource.Create(connectionString);
        using var question = source.CreateCommand(condition);
        using var pause = source.CreateCommand("select pg_sleep(0.02)");
        for (var waiting = Stopwatch.StartNew(); question.ExecuteScalar() is not true; pause.ExecuteNonQuery())
        {
            if (waiting.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new InvalidOperationException($"For a minute this was not true: {condition}");
            }
        }
    }
}
