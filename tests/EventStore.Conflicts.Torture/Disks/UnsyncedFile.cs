using System.Runtime.InteropServices;

namespace EventStore.Conflicts.Torture.Disks;

/// <summary>A file as a disk has it, and what was written to it since and may or may not be there after a loss of power.</summary>
internal sealed class UnsyncedFile
{
    /// <summary>What a disk writes as a whole or not at all.</summary>
    private const int Sector = 512;

    private readonly List<byte> durable = [];
    private readonly List<(long Offset, byte[]? Data)> pending = [];

    internal void Write(long offset, ReadOnlySpan<byte> data) => pending.Add((offset, data.ToArray()));

    internal void Truncate(long length) => pending.Add((length, null));

    /// <summary>All that was written is on the disk.</summary>
    internal void Sync()
    {
        pending.ForEach(change => Apply(change.Offset, change.Data));
        pending.Clear();
    }

    /// <summary>The power is lost: of what was not synced each sector is there or not, whatever was written before or after it.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="share">How likely it is there, from 0 to 1.</param>
    internal byte[] LosePower(Random random, double share)
    {
        foreach (var (offset, data) in pending)
        {
            if (data is null)
            {
                if (random.NextDouble() < share)
                {
                    Apply(offset, data);
                }

                continue;
            }

            for (var (at, length) = (0, 0); at < data.Length; at += length)
            {
                length = (int)Math.Min(Sector - ((offset + at) % Sector), data.Length - at);
                if (random.NextDouble() < share)
                {
                    Apply(offset + at, data.AsSpan(at, length));
                }
            }
        }

        return [.. durable];
    }

    private void Apply(long offset, byte[]? data)
    {
        if (data is not null)
        {
            Apply(offset, data.AsSpan());
        }
        else if (offset < durable.Count)
        {
            CollectionsMarshal.SetCount(durable, (int)offset);
        }
    }

    private void Apply(long offset, ReadOnlySpan<byte> data)
    {
        var (at, length) = ((int)offset, durable.Count);
        if (at + data.Length > length)
        {
            CollectionsMarshal.SetCount(durable, at + data.Length);
            CollectionsMarshal.AsSpan(durable)[length..].Clear(); // what lies in between is zero
        }

        data.CopyTo(CollectionsMarshal.AsSpan(durable)[at..]);
    }
}
