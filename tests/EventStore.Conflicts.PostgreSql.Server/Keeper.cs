using System.Diagnostics;

namespace EventStore.Conflicts.PostgreSql.Server;

/// <summary>
/// A shell that runs the commands of one server in a temporary folder of its own. It is no descendant of this process and not in its session, so whatever ends this
/// one spares it: it then ends the server, removes the folder, and is gone. As root it runs as the user without rights, because PostgreSQL refuses root.
/// </summary>
internal sealed class Keeper : IDisposable
{
    private static readonly string[] Unprivileged = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];

    private readonly Lock gate = new();
    private readonly Process process;
    private bool disposed;

    internal Keeper()
    {
        string[] shell = [.. Environment.IsPrivilegedProcess ? Unprivileged : [], "sh", "-c", Script(), "sh", Path.GetTempPath()];
        var start = new ProcessStartInfo("setsid", ["-f", .. shell])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable); // the user's own servers are none of ours
        }

        process = Process.Start(start)!;
        Folder = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"No shell could be started: {process.StandardError.ReadToEnd().Trim()}");
    }

    /// <summary>Holds the server's data in <c>data</c>.</summary>
    internal string Folder { get; }

    internal string Data => Path.Combine(Folder, "data");

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds all it said.</exception>
    internal void Run(string program, params IEnumerable<string> arguments) => RunLine(string.Join(' ', arguments.Prepend(program).Select(Quoted)));

    /// <summary>Ends all processes of the server as a crash would.</summary>
    internal void Crash() => RunLine("crash");

    /// <summary>Ends the server and removes its folder. Returns when both are gone.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (!disposed)
            {
                disposed = true;
                process.StandardInput.Close();
                process.StandardOutput.ReadToEnd();
                process.Dispose();
            }
        }
    }

    private void RunLine(string line)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            process.StandardInput.WriteLine(line);
            if (process.StandardOutput.ReadLine() is not "0")
            {
                throw new InvalidOperationException($"{line.Split('\n')[0]} failed: {File.ReadAllText(Path.Combine(Folder, "output")).Trim()}");
            }
        }
    }

    private static string Quoted(string argument) => $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static string Script()
    {
        using var reader = new StreamReader(typeof(Keeper).Assembly.GetManifestResourceStream("keeper.sh")!);
        return reader.ReadToEnd();
    }
}
