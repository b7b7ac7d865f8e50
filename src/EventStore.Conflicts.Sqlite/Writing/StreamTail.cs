namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// What the writer remembers of a stream: its number, its head, and the types of its last events, by which nearly every stale append is judged without a look into the file.
/// </summary>
internal sealed class StreamTail(long id, long head)
{
    /// <summary>The types of at most so many events are kept.</summary>
    internal const int MaxTypes = 128;

    // Of a version the type stands at its remainder by the length.
    private string[] types = [];
    private int known;

    internal long Id => id;

    internal long Head { get; private set; } = head;

    /// <summary>True where the types of all events after <paramref name="seen"/> are known.</summary>
    internal bool KnowsAfter(long seen) => seen >= Head - known;

    internal string TypeAt(long version) => types[version % types.Length];

    /// <summary>The stream has one event more.</summary>
    internal void Add(string type)
    {
        Head++;
        if (known == types.Length)
        {
            MakeRoom();
        }

        types[Head % types.Length] = type;
        known = Math.Min(known + 1, types.Length);
    }

    /// <summary>The types of all events after <paramref name="seen"/> are these.</summary>
    internal void Learn(long seen, List<string> after)
    {
        if (after.Count is 0 or > MaxTypes || KnowsAfter(seen))
        {
            return;
        }

        (Head, known) = (seen, 0);
        after.ForEach(Add);
    }

    private void MakeRoom()
    {
        if (types.Length == MaxTypes)
        {
            return;
        }

        var wider = new string[Math.Max(8, types.Length * 2)];
        for (var version = Head - known; version < Head; version++)
        {
            wider[version % wider.Length] = types[version % types.Length];
        }

        types = wider;
    }
}
