namespace EventStore.Conflicts.Sqlite;

/// <summary>The statements of this engine, each in a <c>.sql</c> file of its own that is embedded in the assembly.</summary>
internal static class SqlText
{
    internal static readonly string InsertEvent = Load("Sql.insert_event");
    internal static readonly string InsertDroppedEvent = Load("Sql.insert_dropped_event");
    internal static readonly string InsertStream = Load("Sql.insert_stream");
    internal static readonly string InsertEventType = Load("Sql.insert_event_type");
    internal static readonly string FindStream = Load("Sql.find_stream");
    internal static readonly string FindStreamName = Load("Sql.find_stream_name");
    internal static readonly string FindEventType = Load("Sql.find_event_type");
    internal static readonly string FindEventTypeName = Load("Sql.find_event_type_name");
    internal static readonly string FindEventKey = Load("Sql.find_event_key");
    internal static readonly string FindDroppedEventKey = Load("Sql.find_dropped_event_key");
    internal static readonly string ReadDroppedEvents = Load("Sql.read_dropped_events");
    internal static readonly string AnyDroppedEvents = Load("Sql.any_dropped_events");
    internal static readonly string StreamHead = Load("Sql.stream_head");
    internal static readonly string ConcurrentEvents = Load("Sql.concurrent_events");
    internal static readonly string StreamVersion = Load("Sql.stream_version");
    internal static readonly string ReadStreamForwards = Load("Sql.read_stream_forwards");
    internal static readonly string ReadStreamBackwards = Load("Sql.read_stream_backwards");
    internal static readonly string ReadStreamKeys = Load("Sql.read_stream_keys");
    internal static readonly string ReadAll = Load("Sql.read_all");
    internal static readonly string LastPosition = Load("Sql.last_position");
    internal static readonly string FindEvent = Load("Sql.find_event");
    internal static readonly string ListStreams = Load("Sql.list_streams");
    internal static readonly string BrokenStreams = Load("Sql.broken_streams");
    internal static readonly string EventsWithoutNames = Load("Sql.events_without_names");
    internal static readonly string BrokenDroppedEvents = Load("Sql.broken_dropped_events");
    internal static readonly string SchemaObjects = Load("Sql.schema_objects");
    internal static readonly string SchemaTriggers = Load("Sql.schema_triggers");

    internal static string Schema(int version) => Load($"Schema.v{version}");

    private static string Load(string name)
    {
        using var resource = typeof(SqlText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The statement '{name}' is not embedded in the assembly.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
