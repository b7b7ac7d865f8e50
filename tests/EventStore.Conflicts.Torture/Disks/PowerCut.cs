using System.Diagnostics;

namespace EventStore.Conflicts.Torture.Disks;

/// <summary>
/// A disk that keeps for sure only what was synced, and loses its power when SQLite changes something on it for the nth time. Until then it does what it is told, and afterwards nothing. That a
/// file is there, or is no more, it keeps at once; what is in it is another matter.
/// </summary>
internal sealed class PowerCut(Random random, int nth) : IDisk
{
    private const int InputOutputError = 10;

    private static readonly double[] Shares = [0, 0.1, 0.5, 0.9, 1];

    private readonly Lock gate = new();
    private readonly Dictionary<string, UnsyncedFile> files = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]>? left;
    private int changes;

    /// <summary>When the power was lost, in ticks of the clock of histories; null while it is there.</summary>
    internal long? LostAt { get; private set; }

    /// <summary>Cuts it now, where it is still there.</summary>
    internal void Cut()
    {
        lock (gate)
        {
            Lose();
        }
    }

    /// <summary>Puts what the disk has kept into another folder.</summary>
    internal void RestoreTo(string folder)
    {
        foreach (var (path, content) in left!)
        {
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), content);
        }
    }

    public int Before(in DiskCall call)
    {
        lock (gate)
        {
            if (call.Operation == DiskOperation.Open)
            {
                return 0; // those who look at what is there may still do so
            }

            if (LostAt is null)
            {
                Note(call);
                if (++changes == nth)
                {
                    Lose();
                }
            }

            return LostAt is null ? 0 : InputOutputError;
        }
    }

    public void After(in DiskCall call)
    {
        lock (gate)
        {
            if (LostAt is null && call.Operation is DiskOperation.Open)
            {
                _ = Of(call.Path);
            }
            else if (LostAt is null && call.Operation is DiskOperation.Sync)
            {
                Of(call.Path).Sync();
            }
            else if (LostAt is null && call.Operation is DiskOperation.Delete)
            {
                files.Remove(call.Path);
            }
        }
    }

    private void Note(in DiskCall call)
    {
        if (call.Operation == DiskOperation.Write)
        {
            Of(call.Path).Write(call.Offset, call.Data);
        }
        else if (call.Operation == DiskOperation.Truncate)
        {
            Of(call.Path).Truncate(call.Offset);
        }
    }

    private void Lose()
    {
        if (LostAt is null)
        {
            LostAt = Stopwatch.GetTimestamp();
            var share = Shares[random.Next(Shares.Length)];
            left = files.ToDictionary(each => each.Key, each => each.Value.LosePower(random, share), StringComparer.Ordinal);
        }
    }

    private UnsyncedFile Of(string path)
    {
        if (!files.TryGetValue(path, out var file))
        {
            files.Add(path, file = new UnsyncedFile());
        }

        return file;
    }
}
