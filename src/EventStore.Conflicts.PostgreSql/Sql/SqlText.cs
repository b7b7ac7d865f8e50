namespace EventStore.Conflicts.PostgreSql;

/// <summary>The statements of this engine for one schema, each in a <c>.sql</c> file of its own that is embedded in the assembly. Immutable.</summary>
/// <param name="schema">A name that was checked.</param>
internal sealed class SqlText(string schema)
{
    internal string Append { get; } = Load("Sql.append", schema);

    internal string AppendOne { get; } = Load("Sql.append_one", schema);

    internal string ReadStreamForwards { get; } = Load("Sql.read_stream_forwards", schema);

    internal string ReadStreamBackwards { get; } = Load("Sql.read_stream_backwards", schema);

    internal string ReadStreamKeys { get; } = Load("Sql.read_stream_keys", schema);

    internal string ReadAll { get; } = Load("Sql.read_all", schema);

    internal string ReadAllFurther { get; } = Load("Sql.read_all_further", schema);

    internal string ContentsById { get; } = Load("Sql.contents_by_id", schema);

    internal string FindEvent { get; } = Load("Sql.find_event", schema);

    internal string FindKeys { get; } = Load("Sql.find_keys", schema);

    internal string ReadDropped { get; } = Load("Sql.read_dropped", schema);

    internal string StreamVersion { get; } = Load("Sql.stream_version", schema);

    internal string ListStreams { get; } = Load("Sql.list_streams", schema);

    internal string PositionExists { get; } = Load("Sql.position_exists", schema);

    internal string IsVisible { get; } = Load("Sql.is_visible", schema);

    internal string ReadBarrier { get; } = Load("Sql.read_barrier", schema);

    internal string InsertTypes { get; } = Load("Sql.insert_types", schema);

    internal string TypesByName { get; } = Load("Sql.types_by_name", schema);

    internal string TypesById { get; } = Load("Sql.types_by_id", schema);

    internal string StreamsById { get; } = Load("Sql.streams_by_id", schema);

    internal string OpenedStore { get; } = Load("Sql.opened_store", schema);

    internal string MoveEpoch { get; } = Load("Sql.move_epoch", schema);

    internal string MissingParts { get; } = Load("Sql.missing_parts", schema);

    /// <summary>What creates the schema, to be read by people as well.</summary>
    internal string Schema { get; } = string.Join('\n', new[] { "v1", "steps", "judge", "append", "append_one", "views" }.Select(part => Load($"Schema.{part}", schema)));

    private static string Load(string name, string schema)
    {
        using var resource = typeof(SqlText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The statement '{name}' is not embedded in the assembly.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().Replace("{schema}", $"\"{schema}\"", StringComparison.Ordinal).Replace("{name}", schema, StringComparison.Ordinal);
    }
}
