using System.Buffers;

namespace EventStore.Conflicts.Serialization;

/// <summary>A growing buffer that stops a writer soon after it passes a bound, long before an endless payload fills the memory.</summary>
internal sealed class CappedBuffer(int maxBytes) : IBufferWriter<byte>
{
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

    public Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

#pragma warning disable CA1064 // Never leaves the serialiser.
    internal sealed class FullException : Exception;
#pragma warning restore CA1064
}
