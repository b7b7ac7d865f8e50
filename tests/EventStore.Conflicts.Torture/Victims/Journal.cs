using System.Text.Json;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Workload;

namespace EventStore.Conflicts.Torture.Victims;

/// <summary>
/// What happens in a process, line by line as it happens, for another one that still has it when the first is killed. A line that was written is there, whatever becomes of its writer:
/// the system has it.
/// </summary>
internal sealed class Journal(Stream output) : IWitness
{
    private const byte BatchMark = (byte)'b';
    private const byte CallMark = (byte)'c';

    private readonly Lock gate = new();

    public void Tell(Batch batch) => Write(BatchMark, JsonSerializer.SerializeToUtf8Bytes(batch));

    public void Tell(Call call) => Write(CallMark, JsonSerializer.SerializeToUtf8Bytes(call));

    /// <summary>What the lines tell; of a call the last word counts, and a last line that is torn says nothing.</summary>
    internal static Past Read(IEnumerable<string> lines)
    {
        var batches = new List<Batch>();
        var calls = new Dictionary<int, Call>();
        foreach (var line in lines.Where(line => line.EndsWith('}')))
        {
            if (line[0] == BatchMark)
            {
                batches.Add(JsonSerializer.Deserialize<Batch>(line.AsSpan(1))!);
            }
            else
            {
                var call = JsonSerializer.Deserialize<Call>(line.AsSpan(1))!;
                calls[call.Number] = call;
            }
        }

        return new Past(batches, [.. calls.Values], []);
    }

    /// <summary>True for the line of a call that has its answer.</summary>
    internal static bool IsAnswer(string line) => line[0] == CallMark && !line.Contains($"\"End\":{long.MaxValue}", StringComparison.Ordinal);

    private void Write(byte mark, byte[] json)
    {
        lock (gate)
        {
            output.Write([mark, .. json, (byte)'\n']); // in one piece
        }
    }
}
