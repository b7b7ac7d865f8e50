using System.Diagnostics;
using System.Text.Json;

namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>
/// This program once more, as a process of its own. It says "ready", works until it gets a line or its input ends, and then says what it did as one line of JSON.
/// </summary>
internal sealed class Worker : IDisposable
{
    private readonly Process process;

    private Worker(Process process) => this.process = process;

    internal static Worker Start(Target target, params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) is "dotnet" ? [typeof(Worker).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. assembly, .. arguments]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        target.PassTo(start.Environment);
        return new Worker(Process.Start(start)!);
    }

    /// <summary>Waits until it works.</summary>
    internal async Task ReadyAsync() => _ = await LineAsync();

    /// <summary>Tells it to end, and gives what it did.</summary>
    internal async Task<T> EndAsync<T>(string lastWord)
    {
        await process.StandardInput.WriteLineAsync(lastWord);
        process.StandardInput.Close();
        return JsonSerializer.Deserialize<T>(await LineAsync())!;
    }

    /// <summary>The other side: says "ready", and waits for the last word.</summary>
    internal static string ReadLastWord()
    {
        Console.WriteLine("ready");
        return Console.ReadLine() ?? "";
    }

    /// <summary>The other side: says what it did.</summary>
    internal static void Report<T>(T report) => Console.WriteLine(JsonSerializer.Serialize(report));

    /// <summary>Ends it, where it hasn't ended by itself.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.WaitForExit();
        process.Dispose();
    }

    private async Task<string> LineAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A process of this run ended too early; what it said stands above.");
}
