using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventStore.Conflicts.Sqlite;

/// <summary>Opens connections, and the few calls that go below the driver.</summary>
internal static class SqliteConnections
{
    // Whole seconds is all the driver knows, and 0 means for ever.
    private const int DriverTimeoutSeconds = 5;

    // SQLITE_LIMIT_LENGTH: SQLite allocates nothing for a longer row, and refuses it. No event can be larger (EventStoreLimits.MaxBytesPerEvent, at its widest).
    private const int LengthLimit = 0;
    private const int MaxRowBytes = (512 << 20) + (64 << 10);

    // Milliseconds between two looks at a lock that somebody else holds.
    private const int MaxPause = 50;

    /// <summary>An open connection that belongs to the caller alone: no pool keeps the file after it is closed.</summary>
    internal static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
            DefaultTimeout = DriverTimeoutSeconds,
            ForeignKeys = false,
        }.ToString());
        try
        {
            connection.Open();
            _ = raw.sqlite3_limit(connection.Handle, LengthLimit, MaxRowBytes);
            connection.Execute("PRAGMA trusted_schema = OFF");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Only one connection writes, so it is also the only one that checkpoints.</summary>
    internal static void ConfigureForWriting(SqliteConnection connection, SqliteOptions options)
    {
        connection.Execute($"PRAGMA synchronous = {(options.Durability == SqliteDurability.Full ? "FULL" : "NORMAL")}");
        connection.Execute("PRAGMA fullfsync = ON; PRAGMA wal_autocheckpoint = 1000");
        if (options.MaxPageCount is { } pages)
        {
            connection.Execute($"PRAGMA max_page_count = {pages}");
        }
    }

    /// <summary>
    /// Calls SQLite until it is no longer busy, as long as the driver would wait: its own waiting sleeps for whole seconds, the driver's for 150 ms. Anything but success is an error.
    /// </summary>
    internal static void Patiently(this SqliteConnection connection, Func<int> call)
    {
        var started = Stopwatch.GetTimestamp();
        var result = call();
        for (var pause = 1; SqliteErrors.IsBusy(result) && Stopwatch.GetElapsedTime(started).TotalSeconds < DriverTimeoutSeconds; pause = Math.Min(pause * 2, MaxPause))
        {
            Thread.Sleep(pause);
            result = call();
        }

        if (result != raw.SQLITE_OK)
        {
            throw connection.Failure(raw.sqlite3_extended_errcode(connection.Handle));
        }
    }

    /// <summary>Runs a statement without the driver's waiting: what SQLite answers comes back at once, extended.</summary>
    internal static int ExecuteRaw(this SqliteConnection connection, string sql)
    {
        var result = raw.sqlite3_exec(connection.Handle, sql);
        return result == raw.SQLITE_OK ? result : raw.sqlite3_extended_errcode(connection.Handle);
    }

    /// <summary>The same, where anything but success is an error.</summary>
    internal static void RunRaw(this SqliteConnection connection, string sql)
    {
        var result = connection.ExecuteRaw(sql);
        if (result != raw.SQLITE_OK)
        {
            throw connection.Failure(result);
        }
    }

    /// <summary>
    /// Ends a transaction that failed. SQLite has ended it by itself after some errors and not after others, so it is asked. False where the connection is
    /// beyond repair. Never throws: the error that led here is the one that counts.
    /// </summary>
    internal static bool TryRollback(this SqliteConnection connection)
    {
        if (connection.InTransaction())
        {
            _ = connection.ExecuteRaw("ROLLBACK");
        }

        return !connection.InTransaction();
    }

    internal static SqliteException Failure(this SqliteConnection connection, int extendedCode) =>
        new(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), extendedCode & 0xFF, extendedCode);

    internal static long LastInsertedRow(this SqliteConnection connection) => raw.sqlite3_last_insert_rowid(connection.Handle);

    private static bool InTransaction(this SqliteConnection connection) => raw.sqlite3_get_autocommit(connection.Handle) == 0;
}
