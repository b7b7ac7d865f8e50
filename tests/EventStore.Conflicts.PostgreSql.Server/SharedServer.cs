namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>
/// The server that all tests of a process share: the one that the environment variable EVENTSTORE_POSTGRES names by a connection string, or else one that is started
/// at the first call and gone when the process is.
/// </summary>
public static class SharedServer
{
    /// <summary>What to say where there is none.</summary>
    public const string Missing = PostgreSqlServer.Missing + ", or set EVENTSTORE_POSTGRES to the connection string of a server that runs.";

    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Null where there is no server, and none can be started.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is installed, and doesn't start; the message says why.</exception>
    public static string? ConnectionString => Found.Value;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("EVENTSTORE_POSTGRES") is { Length: > 0 } given)
        {
            return given;
        }

        var server = PostgreSqlServer.TryStart(new PostgreSqlServerOptions { Fsync = false });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server?.Dispose();
        return server?.ConnectionString;
    }
}
