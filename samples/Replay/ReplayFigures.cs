namespace EventStore.Conflicts.Samples.Replay;

/// <summary>What a replay counted.</summary>
internal sealed class ReplayFigures
{
    private readonly Dictionary<TypePair, PairCount> pairs = [];

    /// <summary>Events appended: every row of the log.</summary>
    internal long Events { get; set; }

    /// <summary>Different cases.</summary>
    internal long Streams { get; set; }

    /// <summary>Work items saved that somebody had opened before.</summary>
    internal long Completed { get; set; }

    /// <summary>Of these, the ones before which others had written to the case: all that plain optimistic concurrency rejects.</summary>
    internal long Stale => Admitted + Rejected;

    /// <summary>Stale, and let through by the rules.</summary>
    internal long Admitted { get; private set; }

    /// <summary>Stale, and refused.</summary>
    internal long Rejected { get; private set; }

    /// <summary>How long the replay took.</summary>
    internal TimeSpan Elapsed { get; set; }

    /// <summary>The stale saves by type and by what had come between, the widest pair first.</summary>
    internal IReadOnlyList<KeyValuePair<TypePair, PairCount>> Pairs => [.. pairs
        .OrderByDescending(pair => pair.Value.Total)
        .ThenBy(pair => pair.Key.Incoming, StringComparer.Ordinal)
        .ThenBy(pair => pair.Key.Concurrent, StringComparer.Ordinal)];

    /// <summary>A stale save of <paramref name="incoming"/> went through although these types had come between.</summary>
    internal void CountAdmitted(string incoming, IEnumerable<string> concurrent)
    {
        Admitted++;
        foreach (var type in concurrent.Distinct(StringComparer.Ordinal))
        {
            var pair = new TypePair(incoming, type);
            pairs[pair] = pairs.GetValueOrDefault(pair) with { Admitted = pairs.GetValueOrDefault(pair).Admitted + 1 };
        }
    }

    /// <summary>A stale save of <paramref name="incoming"/> was refused because of these types.</summary>
    internal void CountRejected(string incoming, IEnumerable<string> conflicting)
    {
        Rejected++;
        foreach (var type in conflicting.Distinct(StringComparer.Ordinal))
        {
            var pair = new TypePair(incoming, type);
            pairs[pair] = pairs.GetValueOrDefault(pair) with { Rejected = pairs.GetValueOrDefault(pair).Rejected + 1 };
        }
    }
}

/// <summary>The type that was saved, and a type that had been committed meanwhile.</summary>
internal readonly record struct TypePair(string Incoming, string Concurrent);

/// <summary>How many stale saves met a pair: each save once per pair, however many events of the type there were.</summary>
internal readonly record struct PairCount(long Admitted, long Rejected)
{
    internal long Total => Admitted + Rejected;
}
