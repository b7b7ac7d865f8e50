namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>Fills files faster than a store is made to: many events to a commit.</summary>
internal static class FloorFill
{
    private const int PerCommit = 10_000;

    /// <summary>Gives each of <paramref name="streams"/> streams <paramref name="each"/> events; one after the other, or one event to each in turn.</summary>
    internal static void Fill(string path, int streams, int each, bool contiguous)
    {
        using var floor = Floor.Open(path);
        var inserted = 0L;
        floor.Begin();
        for (var outer = 0; outer < (contiguous ? streams : each); outer++)
        {
            for (var inner = 0; inner < (contiguous ? each : streams); inner++)
            {
                floor.Insert($"stream-{(contiguous ? outer : inner)}", seen: null, [Guid.CreateVersion7()]);
                if (++inserted % PerCommit == 0)
                {
                    floor.Commit();
                    floor.Begin();
                }
            }
        }

        floor.Commit();
    }
}
