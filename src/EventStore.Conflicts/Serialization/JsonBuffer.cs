using System.Text.Json;

namespace EventStore.Conflicts.Serialization;

/// <summary>A writer and what it writes to, kept by each thread for its next event; what was written is copied out, so that an event holds no more than its bytes.</summary>
internal static class JsonBuffer
{
    // What an unusually large event needed is not kept.
    private const int MaxBytesKept = 64 << 10;

    [ThreadStatic]
    private static (int MaxBytes, int MaxDepth, CappedBuffer Buffer, Utf8JsonWriter Writer)? kept;

    /// <summary>What <paramref name="write"/> writes of <paramref name="value"/>. It may be the host's code, and append in its turn.</summary>
    /// <exception cref="CappedBuffer.FullException">It has more than <paramref name="maxBytes"/>.</exception>
    internal static byte[] Write<T>(int maxBytes, int maxDepth, T value, Action<Utf8JsonWriter, T> write)
    {
        var taken = kept is { } mine && mine.MaxBytes == maxBytes && mine.MaxDepth == maxDepth ? mine : New(maxBytes, maxDepth);
        kept = null;
        write(taken.Writer, value);
        taken.Writer.Flush();
        var written = taken.Buffer.Written.ToArray();
        if (written.Length <= MaxBytesKept)
        {
            taken.Buffer.Clear();
            taken.Writer.Reset();
            kept = taken;
        }

        return written;
    }

    private static (int MaxBytes, int MaxDepth, CappedBuffer Buffer, Utf8JsonWriter Writer) New(int maxBytes, int maxDepth)
    {
        var buffer = new CappedBuffer(maxBytes);
        return (maxBytes, maxDepth, buffer, new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = maxDepth }));
    }
}
