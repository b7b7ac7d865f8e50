using System.Globalization;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Places;
using Npgsql;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>PostgreSQL keeps the type of a cell; what its constraints let through is changed.</summary>
internal sealed class PostgreSqlRows(PostgreSqlPlace place) : StoredRows
{
    private static readonly string[] Tables = ["streams", "event_types", "events", "dropped_events", "store"];

    private static readonly (string Table, string Column, string Type)[] Cells =
    [
        ("streams", "id", "bigint"), ("streams", "name", "text"), ("event_types", "id", "integer"), ("event_types", "name", "text"),
        ("events", "transaction_id", "xid8"), ("events", "stream_id", "bigint"), ("events", "version", "bigint"), ("events", "recorded_at", "bigint"),
        ("events", "decided_at", "bigint"), ("events", "event_id", "uuid"), ("events", "epoch", "integer"), ("events", "sequence", "integer"),
        ("events", "type_id", "integer"), ("events", "data", "bytea"), ("events", "metadata", "bytea"),
        ("dropped_events", "event_id", "uuid"), ("dropped_events", "stream_id", "bigint"), ("dropped_events", "version", "bigint"),
        ("dropped_events", "recorded_at", "bigint"), ("dropped_events", "type_id", "integer"), ("store", "version", "integer"), ("store", "epoch", "integer"), ("store", "id", "uuid"),
    ];

    internal static async Task<PostgreSqlRows> CreateAsync(PostgreSqlPlace place)
    {
        await using (var storage = place.Open())
        {
            await Tour.FillAsync(storage);
        }

        place.Query("create schema kept; " + string.Join("; ", Tables.Select(table => $"create table kept.{table} as table eventstore.{table}")));
        return new PostgreSqlRows(place);
    }

    public override ValueTask DisposeAsync() => place.DisposeAsync();

    protected override IEventStorage Open() => place.Open();

    protected override Task<string> ChangeAsync(WildText text)
    {
        var (table, column, type) = Cells[text.Next(Cells.Length)];
        var value = text.OneIn(10) ? null : NextValue(text, type);
        try
        {
            place.Query(
                $"update eventstore.{table} set {column} = $1::{type} where ctid = (select ctid from eventstore.{table} order by ctid limit 1 offset {text.Next(3)})",
                value is null ? DBNull.Value : value);
        }
        catch (PostgresException)
        {
            return Task.FromResult("a cell that cannot hold the value");
        }

        return Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{table}.{column} = {value}"));
    }

    protected override async Task UndoAsync()
    {
        await place.LeftOpenAsync();
        place.Query(
            $"truncate {string.Join(", ", Tables.Select(table => $"eventstore.{table}"))}; "
            + string.Join("; ", Tables.Select(table => $"insert into eventstore.{table} select * from kept.{table}")));
    }

    private static object NextValue(WildText text, string type) => type switch
    {
        "text" => text.NextWild().Replace("\0", "", StringComparison.Ordinal).EnumerateRunes().Aggregate("", (all, rune) => all + rune),
        "bytea" => text.OneIn(2) ? text.NextJson() : text.Valid.NextId().ToByteArray()[..text.Next(17)],
        "uuid" => text.NextId().ToString(),
        "integer" => ((int)text.NextNumber()).ToString(CultureInfo.InvariantCulture),
        "xid8" => ((ulong)text.NextNumber()).ToString(CultureInfo.InvariantCulture),
        _ => text.NextNumber().ToString(CultureInfo.InvariantCulture),
    };
}
