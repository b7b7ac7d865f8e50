using System.Text.Json;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>
/// What a process sends and is told, line by line as it happens, for somebody who outlives it. Each append is there before it is made, as one whose outcome nobody knows,
/// and again once it was answered. Safe for many threads.
/// </summary>
internal sealed class Journal(TextWriter lines)
{
    // Nothing that is written holds one, so a line that ends with it is whole.
    private const char End = ';';

    private readonly Lock gate = new();

    /// <summary>The next batch.</summary>
    internal void Write(Batch batch) => Write(new Line(batch, Call: null));

    /// <summary>A call that begins, or ends.</summary>
    internal void Write(Call call) => Write(new Line(Batch: null, call));

    /// <summary>What stands in the lines. The last one may be torn: nothing was sent before it was whole.</summary>
    internal static (IReadOnlyList<Batch> Batches, IReadOnlyCollection<Call> Calls) Read(IEnumerable<string> lines)
    {
        var (batches, calls) = (new List<Batch>(), new Dictionary<int, Call>());
        foreach (var line in lines.Where(line => line.EndsWith(End)).Select(line => JsonSerializer.Deserialize<Line>(line.TrimEnd(End))!))
        {
            if (line.Batch is { } batch)
            {
                batches.Add(batch);
            }
            else if (line.Call is { } call)
            {
                calls[call.Number] = call;
            }
        }

        return (batches, calls.Values);
    }

    private void Write(Line line)
    {
        var text = JsonSerializer.Serialize(line);
        lock (gate)
        {
            lines.WriteLine(text + End);
            lines.Flush();
        }
    }

    private sealed record Line(Batch? Batch, Call? Call);
}
