using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

/// <summary>PostgreSQL's own programs, as an administrator runs them.</summary>
internal static class ServerProgram
{
    /// <summary>Runs a program to its end, and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    internal static async Task<string> RunAsync(string program, string connectionString, string input, params string[] arguments)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Installed.Program(program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = address.Host,
                ["PGPORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = address.Username,
                ["PGPASSWORD"] = address.Password,
                ["PGDATABASE"] = address.Database,
            },
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{program} failed: {await complained}");
    }
}
