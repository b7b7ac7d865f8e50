using System.Diagnostics;
using System.Globalization;
using EventStore.Conflicts.PostgreSql.Server;
using Npgsql;

namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>PostgreSQL's own program for such measurements: one caller with the prepared statement of the floor, and no driver of .NET between it and the server.</summary>
internal sealed class PgBench
{
    private const int WarmUp = 100;

    private readonly TemporaryFolder folder = new();
    private readonly string program;
    private readonly NpgsqlConnectionStringBuilder server;
    private int runs;

    private string Script => folder.File("append.sql");

    private PgBench(string program, string connectionString)
    {
        this.program = program;
        server = new NpgsqlConnectionStringBuilder(connectionString);
        File.WriteAllText(
            Script,
            $$"""
            SELECT floor_one(:version::bigint, 'pgbench-' || :run::text, (lpad(to_hex(:run::bigint), 12, '0') || '70008000' || lpad(to_hex(:version::bigint), 12, '0'))::uuid, 0, '\x{{Convert.ToHexString(PriceChanged.Json)}}'::bytea) AS version \gset

            """);
    }

    /// <summary>Null where it isn't installed.</summary>
    internal static PgBench? Find(string connectionString) =>
        Programs.FindPostgreSql() is { } programs && Path.Combine(programs, "pgbench") is var program && File.Exists(program) ? new(program, connectionString) : null;

    /// <summary>Appends to a stream of its own, each append at the version that the one before returned.</summary>
    /// <returns>What an append took, in microseconds: the mean of all but the first, for which the server makes its plans.</returns>
    internal double Append(int count)
    {
        runs++;
        var log = folder.File("log");
        string[] arguments =
        [
            "--no-vacuum", "--protocol=prepared", "--client=1", $"--transactions={count + WarmUp}", $"--file={Script}", "--log", $"--log-prefix={log}",
            "--define=version=0", $"--define=run={runs}",
        ];
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["PGHOST"] = server.Host,
                ["PGPORT"] = server.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = server.Username,
                ["PGPASSWORD"] = server.Password,
                ["PGDATABASE"] = server.Database,
                ["PGOPTIONS"] = "-c search_path=floor",
            },
        })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"pgbench ended with exit code {process.ExitCode}.");
        }

        // A line is: client, transaction, microseconds, …
        return File.ReadLines($"{log}.{process.Id}").Skip(WarmUp)
            .Average(line => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture));
    }

    internal void Delete() => folder.Delete();
}
