using System.Security.Cryptography;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>
/// A PostgreSQL server of this process's own, in a temporary folder, on a free port of the loopback interface. It can be killed and started again. Nothing is left of
/// it when it is disposed, nor when this process ends in any other way. Members may be called from many threads; they take their turns.
/// </summary>
public sealed partial class PostgreSqlServer : IDisposable
{
    /// <summary>What to say where <see cref="CanStart"/> is false.</summary>
    public const string Missing = "No PostgreSQL server can be started here: install PostgreSQL 15 or later on a Linux (on Debian 'apt-get install postgresql')";

    private const string User = "postgres";

    private readonly Keeper keeper = new();
    private readonly string programs;
    private readonly PostgreSqlServerOptions options;
    private readonly string password;

    private PostgreSqlServer(string programs, PostgreSqlServerOptions options, string password)
    {
        this.programs = programs;
        this.options = options;
        this.password = password;
    }

    /// <summary>Whether PostgreSQL 15 or later is installed, on a Linux.</summary>
    public static bool CanStart => FindPrograms() is not null;

    /// <summary>The port on the loopback interface; the same for as long as the server exists.</summary>
    public int Port { get; private set; }

    /// <summary>The temporary folder. The server's log is the file <c>log</c> in it.</summary>
    public string Folder => keeper.Folder;

    /// <summary>The superuser's connection to the database <c>postgres</c>.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Password = password,
        Database = "postgres",
    }.ConnectionString;

    /// <summary>
    /// Starts a new, empty server, which takes a second or two. Its databases order text as a language does, not by bytes, so that a query which depends on an order it
    /// doesn't ask for is found.
    /// </summary>
    /// <returns>Null where <see cref="CanStart"/> is false.</returns>
    /// <exception cref="InvalidOperationException">It is installed, and doesn't start; the message says why.</exception>
    public static PostgreSqlServer? TryStart(PostgreSqlServerOptions? options = null) => FindPrograms() is { } programs
        ? Started(new PostgreSqlServer(programs, options ?? new(), RandomNumberGenerator.GetHexString(32)), server => server.Initialise())
        : null;

    /// <summary>Starts it again after <see cref="Stop"/> or <see cref="Kill"/>, on the same port; returns when it accepts connections.</summary>
    /// <exception cref="InvalidOperationException">It doesn't start; the message holds its log.</exception>
    public void Start()
    {
        var log = Path.Combine(Folder, "log");
        try
        {
            Control("start", "-w", "-t", "60", "-l", log);
        }
        catch (InvalidOperationException exception) when (File.Exists(log))
        {
            throw new InvalidOperationException($"{exception.Message}\n{File.ReadAllText(log)}", exception);
        }
    }

    /// <summary>Stops it in order: running transactions are rolled back, and what was committed is written.</summary>
    public void Stop() => Control("stop", "-w", "-t", "60", "-m", "fast");

    /// <summary>Kills all its processes at once, as a crash would; returns when they are gone.</summary>
    public void Kill() => keeper.Crash();

    /// <summary>Ends the server and removes all of it. Calling it again does nothing.</summary>
    public void Dispose() => keeper.Dispose();

    private static string? FindPrograms() => OperatingSystem.IsLinux() ? Programs.FindPostgreSql() : null;

    private static PostgreSqlServer Started(PostgreSqlServer server, Action<PostgreSqlServer> prepare)
    {
        try
        {
            prepare(server);
            server.StartOnFreePort();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private void Initialise()
    {
        var secret = Path.Combine(Folder, "password");
        File.WriteAllText(secret, password);
        Run(
            "initdb", "-D", keeper.Data, "-U", User, "-A", "scram-sha-256", $"--pwfile={secret}", "--no-sync", "--no-instructions",
            "-E", "UTF8", "--no-locale", "--locale-provider=icu", "--icu-locale=en-US");
        File.Delete(secret);
        Configure(ServerSettings.For(options));
    }

    private void StartOnFreePort()
    {
        for (var attemptsLeft = 2; ; attemptsLeft--)
        {
            Port = LoopbackPort.Free();
            Configure([new("port", $"{Port}")]);
            try
            {
                Start();
                return;
            }
            catch (InvalidOperationException) when (attemptsLeft > 0)
            {
                // Somebody else was quicker to take the port.
            }
        }
    }

    /// <summary>Of a setting that is made twice, the last one counts.</summary>
    private void Configure(IEnumerable<KeyValuePair<string, string>> settings) => File.AppendAllLines(
        Path.Combine(keeper.Data, "postgresql.conf"),
        settings.Select(each => $"{each.Key} = '{each.Value.Replace("'", "''", StringComparison.Ordinal)}'"));

    private void Control(string command, params IEnumerable<string> arguments) => Run("pg_ctl", [command, "-D", keeper.Data, "-s", .. arguments]);

    private void Run(string program, params IEnumerable<string> arguments) => keeper.Run(Path.Combine(programs, program), arguments);
}
