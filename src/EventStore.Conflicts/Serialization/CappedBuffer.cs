using System.Buffers;

namespace EventStore.Conflicts.Serialization;

/// <summary>A growing buffer that stops a writer soon after it passes a bound, long before an endless payload fills the memory.</summary>
internal sealed class CappedBuffer(int maxBytes) : IBufferWriter<byte>
{
    private const int MostPerLeast = 3;

    // What a writer asks for whatever it has to write.
    private const int Slack = 64 << 10;

    private readonly ArrayBufferWriter<byte> inner = new();

    internal ReadOnlyMemory<byte> Written => inner.WrittenMemory;

    internal void Clear() => inner.ResetWrittenCount();

    public void Advance(int count)
    {
        if (inner.WrittenCount + (long)count > maxBytes)
        {
            throw new FullException();
        }

        inner.Advance(count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        RefuseCertainlyTooMuch(sizeHint);
        return inner.GetMemory(sizeHint);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        RefuseCertainlyTooMuch(sizeHint);
        return inner.GetSpan(sizeHint);
    }

    /// <summary>A writer asks for the most that a text could take, which is three times the least; past the bound nothing is allocated for it.</summary>
    private void RefuseCertainlyTooMuch(int sizeHint)
    {
        if (inner.WrittenCount + ((long)(sizeHint - Slack) / MostPerLeast) > maxBytes)
        {
            throw new FullException();
        }
    }

#pragma warning disable CA1064 // Never leaves the serialiser.
    internal sealed class FullException : Exception;
#pragma warning restore CA1064
}
