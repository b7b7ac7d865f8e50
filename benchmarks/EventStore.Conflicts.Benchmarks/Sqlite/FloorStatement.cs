using SQLitePCL;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>A prepared statement on SQLitePCL.raw: nothing lies between it and SQLite but the marshalling.</summary>
internal sealed class FloorStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    internal FloorStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public void Dispose() => statement.Dispose();

    internal FloorStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    internal FloorStatement Bind(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(statement, parameter, value));
        return this;
    }

    internal FloorStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, parameter, value));
        return this;
    }

    internal bool Step() => raw.sqlite3_step(statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var failure => throw new InvalidOperationException($"SQLite {failure}: {raw.sqlite3_errmsg(database).utf8_to_string()}"),
    };

    internal void Reset() => raw.sqlite3_reset(statement);

    /// <summary>Runs it to its end.</summary>
    internal void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    internal long Number(int column) => raw.sqlite3_column_int64(statement, column);

    internal ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite {result}: {raw.sqlite3_errmsg(database).utf8_to_string()}");
        }
    }
}
