namespace EventStore.Conflicts.Benchmarks.Sqlite;

internal static class Counting
{
    /// <summary>How many events with data there are.</summary>
    internal static async Task<int> CountBytesAsync(this IAsyncEnumerable<RecordedEvent> events)
    {
        var count = 0;
        await foreach (var recorded in events)
        {
            count += recorded.RawData.Length > 0 ? 1 : 0;
        }

        return count;
    }
}
