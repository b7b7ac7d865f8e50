using System.Text.Json;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Victims;

/// <summary>
/// What a process sends and is told, line by line as it happens, for somebody who outlives it. Each append is there before it is made, as one whose outcome nobody knows,
/// and again before its caller goes on. A line that was written is there, whatever becomes of its writer: the system has it. Safe for many threads.
/// </summary>
internal sealed class Journal(Stream output)
{
    private const char BatchMark = 'b';
    private const char CallMark = 'c';

    // Nothing that is written holds one, so a line that ends with it is whole.
    private const char End = ';';

    private readonly Lock gate = new();

    /// <summary>A batch, before it is sent for the first time; they come in the order of their numbers.</summary>
    internal void Write(Batch batch) => Write(BatchMark, JsonSerializer.SerializeToUtf8Bytes(batch));

    /// <summary>A call that begins, or ends.</summary>
    internal void Write(Call call) => Write(CallMark, JsonSerializer.SerializeToUtf8Bytes(call));

    /// <summary>What the lines tell; of a call the last word counts. The last line may be torn: nothing was sent before it was whole.</summary>
    internal static Past Read(IEnumerable<string> lines)
    {
        var (batches, calls) = (new List<Batch>(), new Dictionary<int, Call>());
        foreach (var line in lines.Where(line => line.EndsWith(End)))
        {
            var json = line.AsSpan(1, line.Length - 2);
            if (line[0] == BatchMark)
            {
                batches.Add(JsonSerializer.Deserialize<Batch>(json)!);
            }
            else
            {
                var call = JsonSerializer.Deserialize<Call>(json)!;
                calls[call.Number] = call;
            }
        }

        return new Past(batches, [.. calls.Values], []);
    }

    /// <summary>True for the line of a call that has its answer.</summary>
    internal static bool IsAnswer(string line) => line[0] == CallMark && !line.Contains($"\"End\":{long.MaxValue}", StringComparison.Ordinal);

    private void Write(char mark, byte[] json)
    {
        lock (gate)
        {
            output.Write([(byte)mark, .. json, (byte)End, (byte)'\n']); // in one piece
        }
    }
}
