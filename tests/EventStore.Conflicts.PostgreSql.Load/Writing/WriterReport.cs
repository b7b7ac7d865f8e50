namespace EventStore.Conflicts.PostgreSql.Load.Writing;

/// <summary>What a writer did, or some of them together. Not safe for many threads.</summary>
internal sealed record WriterReport
{
    /// <summary>Appends that the store took, each counted once.</summary>
    public long Appends { get; set; }

    /// <summary>Of these, the stale ones that its rules admitted.</summary>
    public long Admitted { get; set; }

    /// <summary>Appends that it refused.</summary>
    public long Refused { get; set; }

    /// <summary>Appends that were sent again after somebody was told that they are there, and recognised.</summary>
    public long Recognised { get; set; }

    /// <summary>Appends whose ids somebody else's had in another stream.</summary>
    public long Crossed { get; set; }

    /// <summary>Appends of which it was unknown for a while whether they were committed, and then settled.</summary>
    public long Unknown { get; set; }

    /// <summary>Of these, the ones that had been.</summary>
    public long UnknownCommitted { get; set; }

    /// <summary>The longest time somebody waited for a definite answer.</summary>
    public TimeSpan LongestWait { get; set; }

    /// <summary>The last position somebody was told.</summary>
    public GlobalPosition LastPosition { get; set; } = GlobalPosition.Start;

    internal static WriterReport Sum(IReadOnlyCollection<WriterReport> reports) => new()
    {
        Appends = reports.Sum(each => each.Appends),
        Admitted = reports.Sum(each => each.Admitted),
        Refused = reports.Sum(each => each.Refused),
        Recognised = reports.Sum(each => each.Recognised),
        Crossed = reports.Sum(each => each.Crossed),
        Unknown = reports.Sum(each => each.Unknown),
        UnknownCommitted = reports.Sum(each => each.UnknownCommitted),
        LongestWait = reports.Max(each => each.LongestWait),
        LastPosition = reports.Max(each => each.LastPosition),
    };
}
