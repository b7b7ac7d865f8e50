namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>How a server is started.</summary>
public sealed class PostgreSqlServerOptions
{
    /// <summary>
    /// Whether a commit waits for the disk; true unless told. Without it tests are faster, and a server that is killed still keeps what it committed: only a machine that
    /// loses power forgets.
    /// </summary>
    public bool Fsync { get; init; } = true;

    /// <summary>Settings of PostgreSQL by their names, such as <c>max_connections</c>. They win over those that a server gets from us.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
