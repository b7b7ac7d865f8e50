using System.Diagnostics;
using System.Text.Json;

namespace ManyHosts;

/// <summary>
/// What a message queue does for a host: keeps a few deliveries under way, and delivers again what was not answered. Only the queue remembers anything while the host
/// is gone.
/// </summary>
internal sealed class HostQueue(string host, Database database, IEnumerable<Delivery> deliveries)
{
    private const int MaxUnderWay = 8;

    private readonly Queue<Delivery> waiting = new(deliveries);
    private readonly Dictionary<Guid, Delivery> unanswered = [];

    internal string Host => host;

    internal List<Answer> Answers { get; } = [];

    /// <summary>What was delivered and not answered: it may be committed or not.</summary>
    internal IReadOnlyCollection<Guid> Unanswered => unanswered.Keys;

    /// <summary>Starts the host, and works until everything is answered, or until so many are and the host is killed.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken, int? killAfter = null)
    {
        using var process = Start();
        try
        {
            foreach (var again in unanswered.Values)
            {
                await DeliverAsync(process, again);
            }

            while (await FillAsync(process) && Answers.Count != killAfter)
            {
                var line = await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException($"{host} ended too early.");
                var answer = JsonSerializer.Deserialize<Answer>(line)!;
                unanswered.Remove(answer.Id);
                Answers.Add(answer);
            }
        }
        finally
        {
            if (unanswered.Count > 0)
            {
                process.Kill(); // without a warning: SIGKILL, where there are signals
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Delivers as much as may be under way at once. False where nothing is.</summary>
    private async Task<bool> FillAsync(Process process)
    {
        while (unanswered.Count < MaxUnderWay && waiting.TryDequeue(out var next))
        {
            unanswered.Add(next.Id, next);
            await DeliverAsync(process, next);
        }

        return unanswered.Count > 0;
    }

    private static async Task DeliverAsync(Process process, Delivery delivery)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(delivery));
        await process.StandardInput.FlushAsync();
    }

    private Process Start()
    {
        var program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) is "dotnet" ? [typeof(HostQueue).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. assembly, "host", host]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        database.PassTo(start.Environment);
        return Process.Start(start)!;
    }
}
