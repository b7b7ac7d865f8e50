using System.Text;
using System.Text.Json;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>What the documents say a store takes, said once more without its code: whatever it took beyond that, it has not checked.</summary>
internal static class Bounds
{
    // Small, so that many cases are beyond them.
    internal const int MaxEvents = 3;
    private const int MaxBytes = 2_000;

    private const int MaxNameBytes = 255;
    private const int MaxDepth = 64;

    internal static EventStoreLimits Limits { get; } = new() { MaxEventsPerAppend = MaxEvents, MaxBytesPerEvent = MaxBytes, MaxJsonDepth = MaxDepth };

    /// <summary>True for what may be the name of a stream, a type or a header.</summary>
    internal static bool IsName(string text) =>
        text.Length > 0 && !text.Any(char.IsControl) && IsUnicode(text) && Encoding.UTF8.GetByteCount(text) <= MaxNameBytes;

    /// <summary>True where the event may be stored as it was read.</summary>
    internal static bool Hold(RecordedEvent read)
    {
        var (metadata, names) = (read.Metadata, read.Metadata.Headers.Keys.Append(read.Type));
        string?[] texts = [metadata.CorrelationId, metadata.CausationId, .. metadata.Headers.Keys, .. metadata.Headers.Values];
        return names.Concat([metadata.CorrelationId, metadata.CausationId]).OfType<string>().All(IsName)
            && metadata.Headers.Values.All(IsUnicode)
            && IsJson(read.RawData)
            && read.RawData.Length + texts.OfType<string>().Sum(Encoding.UTF8.GetByteCount) <= MaxBytes;
    }

    // Half of a pair comes back as something else.
    private static bool IsUnicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static bool IsJson(ReadOnlyMemory<byte> data)
    {
        try
        {
            using var json = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
