using System.Globalization;
using EventStore.Conflicts.Sqlite;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Places;
using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>SQLite lets nearly every cell hold anything. Now and then bytes of the file are changed instead.</summary>
internal sealed class SqliteRows : StoredRows
{
    private static readonly string[] Cells =
    [
        "streams.id", "streams.name", "event_types.id", "event_types.name", "events.position", "events.stream_id", "events.version", "events.event_id", "events.type_id",
        "events.recorded_at", "events.decided_at", "events.data", "events.metadata", "dropped_events.event_id", "dropped_events.stream_id", "dropped_events.version",
        "dropped_events.type_id", "dropped_events.recorded_at", "sqlite_sequence.seq", "sqlite_sequence.name",
    ];

    private readonly SqlitePlace place;
    private readonly string changed;

    private SqliteRows(SqlitePlace place)
    {
        this.place = place;
        changed = Path.Combine(place.Folder, "changed.db");
    }

    internal static async Task<SqliteRows> CreateAsync(SqlitePlace place)
    {
        await using var storage = place.Open();
        await Tour.FillAsync(storage);
        return new SqliteRows(place);
    }

    public override ValueTask DisposeAsync() => place.DisposeAsync();

    protected override IEventStorage Open() => SqliteEventStorage.Open(changed);

    protected override Task<string> ChangeAsync(WildText text)
    {
        File.Copy(place.Database, changed);
        return Task.FromResult(text.OneIn(6) ? ChangeBytes(text) : ChangeCell(text));
    }

    protected override Task UndoAsync()
    {
        foreach (var file in Directory.GetFiles(place.Folder, "changed.db*"))
        {
            File.Delete(file);
        }

        return Task.CompletedTask;
    }

    private string ChangeCell(WildText text)
    {
        var (cell, value) = (Cells[text.Next(Cells.Length)].Split('.'), NextValue(text));
        using var connection = new SqliteConnection($"Data Source={changed};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        var all = text.OneIn(4) ? "" : $" WHERE {cell[1]} = (SELECT {cell[1]} FROM {cell[0]} ORDER BY 1 LIMIT 1 OFFSET {text.Next(3)})";
        command.CommandText = $"PRAGMA ignore_check_constraints = ON; UPDATE OR IGNORE {cell[0]} SET {cell[1]} = {(value is byte[] && text.OneIn(2) ? "CAST($value AS TEXT)" : "$value")}{all}";
        command.Parameters.AddWithValue("$value", value);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            return "a cell that cannot hold the value";
        }

        return string.Create(CultureInfo.InvariantCulture, $"{cell[0]}.{cell[1]} = {value} ({value.GetType().Name}){all}");
    }

    private static object NextValue(WildText text) => text.Next(6) switch
    {
        0 => DBNull.Value,
        1 => text.NextWild(),
        2 => BitConverter.Int64BitsToDouble(text.NextNumber()) is var real && double.IsNaN(real) ? 0.5 : real,
        3 => text.Valid.NextId().ToByteArray()[..text.Next(17)],
        4 when text.OneIn(10) => new byte[text.Next(100_000)],
        _ => text.NextNumber(),
    };

    private string ChangeBytes(WildText text)
    {
        var bytes = File.ReadAllBytes(changed);
        for (var count = 1 + text.Next(20); count > 0; count--)
        {
            // What is in the header and in the first bytes of a page says how to read all the rest.
            var at = text.OneIn(2) ? text.Next(bytes.Length) : (text.Next(bytes.Length / 4096) * 4096) + text.Next(100);
            bytes[at] = (byte)text.Next(256);
        }

        File.WriteAllBytes(changed, text.OneIn(10) ? bytes[..text.Next(bytes.Length)] : bytes);
        return "changed bytes";
    }
}
