using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// A statement that is prepared once and run many times, below the driver: what is appended and read in bulk allocates and copies nothing on its way. Parameters are numbered from 1
/// in the order they first stand in the statement, columns from 0. Not safe for many threads; neither is the connection.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    // Names are shorter than this.
    private const int MaxBytesOnStack = 256;

    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt statement;

    internal PreparedStatement(SqliteConnection connection, string sql)
    {
        this.connection = connection;
        var prepared = default(sqlite3_stmt);
        connection.Patiently(() => raw.sqlite3_prepare_v2(connection.Handle, sql, out prepared));
        statement = prepared!;
    }

    internal PreparedStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    internal PreparedStatement Bind(int parameter, long? value)
    {
        Check(value is { } known ? raw.sqlite3_bind_int64(statement, parameter, known) : raw.sqlite3_bind_null(statement, parameter));
        return this;
    }

    internal PreparedStatement Bind(int parameter, string value)
    {
        Span<byte> onStack = stackalloc byte[MaxBytesOnStack];
        var utf8 = Encoding.UTF8.TryGetBytes(value, onStack, out var length) ? onStack[..length] : Encoding.UTF8.GetBytes(value);
        Check(raw.sqlite3_bind_text(statement, parameter, utf8));
        return this;
    }

    internal PreparedStatement Bind(int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(parameter, bytes);
    }

    internal PreparedStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span points nowhere, which SQLite takes for null.
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, parameter, 0) : raw.sqlite3_bind_blob(statement, parameter, value));
        return this;
    }

    internal PreparedStatement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(statement, parameter));
        return this;
    }

    /// <summary>Goes to the next row. False where there is none; the statement can then be run again.</summary>
    internal bool Step()
    {
        var result = raw.sqlite3_step(statement);
        return (SqliteErrors.IsBusy(result) ? StepPatiently() : result) switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => End(),
            _ => throw Failure(),
        };
    }

    /// <summary>Runs it to its end.</summary>
    internal void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Runs a statement without rows, and without waiting: what SQLite answers comes back at once, extended.</summary>
    internal int TryRun()
    {
        var result = raw.sqlite3_step(statement) == raw.SQLITE_DONE ? raw.SQLITE_OK : raw.sqlite3_extended_errcode(connection.Handle);
        Reset();
        return result;
    }

    /// <summary>Leaves the rest of the rows, and with them what SQLite holds for them.</summary>
    internal void Reset() => raw.sqlite3_reset(statement);

    internal bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    internal long Number(int column) => raw.sqlite3_column_int64(statement, column);

    internal string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    internal Guid Id(int column) => new(Bytes(column), bigEndian: true);

    /// <summary>Valid until the next step.</summary>
    internal ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();

    private int StepPatiently()
    {
        var result = raw.SQLITE_BUSY;
        connection.Patiently(() =>
        {
            Reset();
            result = raw.sqlite3_step(statement);
            return result is raw.SQLITE_ROW or raw.SQLITE_DONE ? raw.SQLITE_OK : result;
        });
        return result;
    }

    private bool End()
    {
        Reset();
        return false;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Failure();
        }
    }

    private SqliteException Failure()
    {
        var failure = connection.Failure(raw.sqlite3_extended_errcode(connection.Handle));
        Reset();
        return failure;
    }
}
