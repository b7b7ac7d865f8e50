using System.Diagnostics;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>
/// A PgBouncer of this process's own in front of a server, in transaction mode: each transaction of a client may run on another connection. It can be killed and started
/// again. Nothing is left of it when it is disposed, nor when this process ends in any other way.
/// </summary>
public sealed class PgBouncerServer : IDisposable
{
    /// <summary>What to say where <see cref="TryStart"/> returns null.</summary>
    public const string Missing = "There is no PgBouncer here: install it on a Linux (on Debian 'apt-get install pgbouncer').";

    private readonly Keeper keeper = new();
    private readonly string program;
    private readonly NpgsqlConnectionStringBuilder server;

    private PgBouncerServer(string program, string connectionString) => (this.program, server) = (program, new NpgsqlConnectionStringBuilder(connectionString));

    /// <summary>Whether PgBouncer is installed, on a Linux.</summary>
    public static bool CanStart => FindProgram() is not null;

    /// <summary>The way through it to the server. Whatever a session keeps is of no use there, so the driver doesn't reset it.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The temporary folder.</summary>
    public string Folder => keeper.Folder;

    /// <summary>Starts one in front of the server of <paramref name="connectionString"/>, which has to hold a host, a user and a password.</summary>
    /// <param name="connectionString">How to connect to the server.</param>
    /// <param name="poolSize">How many connections to each database all clients share.</param>
    /// <returns>Null where <see cref="CanStart"/> is false.</returns>
    /// <exception cref="InvalidOperationException">It is installed, and doesn't start; the message holds its log.</exception>
    public static PgBouncerServer? TryStart(string connectionString, int poolSize = 8)
    {
        if (FindProgram() is not { } program)
        {
            return null;
        }

        var bouncer = new PgBouncerServer(program, connectionString);
        try
        {
            bouncer.Configure(poolSize);
            bouncer.Start();
            return bouncer;
        }
        catch
        {
            bouncer.Dispose();
            throw;
        }
    }

    /// <summary>Kills it, and with it all connections through it; returns when it is gone.</summary>
    public void Kill()
    {
        keeper.Crash();

        // The file with its number would keep it from starting where nobody collects processes that have ended.
        File.Delete(Path.Combine(keeper.Data, "pid"));
    }

    /// <summary>Starts it again after <see cref="Kill"/>, on the same port; returns when it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">It doesn't start; the message holds its log.</exception>
    public void Start()
    {
        // On a busy machine the port may not be free yet, and then it ends again at once.
        for (var triesLeft = 4; ; triesLeft--)
        {
            try
            {
                keeper.Run("sh", "-c", "cd data && exec \"$1\" -d -q pgbouncer.ini", "sh", program);
                WaitUntilOpen();
                return;
            }
            catch (InvalidOperationException) when (triesLeft > 0)
            {
                Kill();
            }
        }
    }

    /// <summary>Ends it. Calling it again does nothing.</summary>
    public void Dispose() => keeper.Dispose();

    private static string? FindProgram() => OperatingSystem.IsLinux() ? Programs.FindPgBouncer() : null;

    private void Configure(int poolSize)
    {
        var port = LoopbackPort.Free();
        ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = port,
            NoResetOnClose = true,
        }.ConnectionString;
        File.WriteAllText(Path.Combine(keeper.Data, "users"), $"{Quoted(server.Username)} {Quoted(server.Password)}\n");
        File.WriteAllText(Path.Combine(keeper.Data, "pgbouncer.ini"), $"""
            [databases]
            * = host={server.Host} port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = users
            logfile = log
            pidfile = pid
            pool_mode = transaction
            default_pool_size = {poolSize}
            max_client_conn = 1000
            server_lifetime = 5
            """);
    }

    /// <summary>It listens a moment after it has said that it started.</summary>
    private void WaitUntilOpen()
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
                connection.Open();
                return;
            }
            catch (NpgsqlException exception)
            {
                if (waiting.Elapsed > TimeSpan.FromSeconds(10))
                {
                    throw new InvalidOperationException($"PgBouncer doesn't accept connections. {File.ReadAllText(Path.Combine(keeper.Data, "log"))}", exception);
                }

                Thread.Sleep(10);
            }
        }
    }

    private static string Quoted(string? text) => $"\"{text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
