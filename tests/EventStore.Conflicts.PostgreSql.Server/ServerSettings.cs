namespace EventStore.Conflicts.PostgreSql.Server;

internal static class ServerSettings
{
    /// <summary>What every server gets, and what was asked for after it.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> For(PostgreSqlServerOptions options) =>
    [
        new("listen_addresses", "127.0.0.1"),
        new("unix_socket_directories", ""), // a path that is too long for one would stop the start
        new("dynamic_shared_memory_type", "mmap"), // in the server's folder, so that a killed one leaves none behind
        new("max_connections", "200"),
        new("shared_buffers", "32MB"),
        new("wal_retrieve_retry_interval", "100ms"),
        .. options.Fsync ? [] : new KeyValuePair<string, string>[] { new("fsync", "off"), new("full_page_writes", "off") },
        .. options.Settings,
    ];
}
