namespace EventStore.Conflicts.Sqlite;

/// <summary>How a SQLite store works. Checked when it is configured; changing it afterwards has no effect.</summary>
public sealed class SqliteOptions
{
    /// <summary>What an acknowledged append survives.</summary>
    public SqliteDurability Durability { get; set; } = SqliteDurability.Full;

    /// <summary>
    /// Opens an existing store for reading only, beside the one process that writes it. Appends are refused. False by default.
    /// </summary>
    public bool ReadOnly { get; set; }

    /// <summary>
    /// How long an append waits for somebody else's lock on the file (a tool that writes to it) before it is given up as unavailable: more than
    /// 0, at most an hour; 5 s by default.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many appends may wait for the writer before further callers wait to be let in: 1 to 1,000,000; 10,000 by default.</summary>
    public int MaxQueuedAppends { get; set; } = 10_000;

    /// <summary>A commit is not shared by more events than this, except for what one call appends: 1 to 1,000,000; 1,000 by default.</summary>
    public int MaxEventsPerCommit { get; set; } = 1_000;

    /// <summary>How many reads run at once, each on a connection of its own: 1 to 1,000; 8 by default.</summary>
    public int MaxReaders { get; set; } = 8;

    /// <summary>
    /// The most pages (of 4 KiB) the database may grow to; past it an append fails as unavailable. 1 to 4,294,967,294; no limit by default.
    /// </summary>
    public long? MaxPageCount { get; set; }

    /// <summary>A copy that later changes don't reach, or an error that names the first value that is out of its bounds.</summary>
    internal SqliteOptions Validated()
    {
        Refuse(!Enum.IsDefined(Durability), nameof(Durability), Durability, "Full or Normal");
        Refuse(BusyTimeout <= TimeSpan.Zero || BusyTimeout > TimeSpan.FromHours(1), nameof(BusyTimeout), BusyTimeout, "more than 0 and at most an hour");
        Refuse(MaxQueuedAppends is < 1 or > 1_000_000, nameof(MaxQueuedAppends), MaxQueuedAppends, "from 1 to 1,000,000");
        Refuse(MaxEventsPerCommit is < 1 or > 1_000_000, nameof(MaxEventsPerCommit), MaxEventsPerCommit, "from 1 to 1,000,000");
        Refuse(MaxReaders is < 1 or > 1_000, nameof(MaxReaders), MaxReaders, "from 1 to 1,000");
        Refuse(MaxPageCount is < 1 or > 4_294_967_294, nameof(MaxPageCount), MaxPageCount ?? 0, "from 1 to 4,294,967,294");
        return (SqliteOptions)MemberwiseClone();
    }

    private static void Refuse(bool wrong, string name, object value, string bound)
    {
        if (wrong)
        {
            throw new EventStoreConfigurationException($"SqliteOptions.{name} is {value}; it must be {bound}.");
        }
    }
}
