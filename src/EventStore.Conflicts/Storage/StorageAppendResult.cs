namespace EventStore.Conflicts.Storage;

/// <summary>What became of a <see cref="StorageAppend"/>.</summary>
public enum StorageAppendStatus
{
    /// <summary>The batch is written and durable (an empty one: its condition holds).</summary>
    Written = 0,

    /// <summary>The batch was written before. Nothing was written now.</summary>
    AlreadyWritten,

    /// <summary>An id of the batch names another event. Nothing was written.</summary>
    Duplicate,

    /// <summary>The expected version is wrong. Nothing was written.</summary>
    WrongVersion,

    /// <summary>The condition refuses a concurrent event. Nothing was written.</summary>
    Refused,

    /// <summary>The append is further behind than its condition allows. Nothing was written.</summary>
    TooStale,

    /// <summary>Nothing is refused, but concurrent events have to be looked at. Nothing was written.</summary>
    Ask,
}

/// <summary>The answer of an engine: a value, whatever it says; only failures are exceptions. Immutable.</summary>
public sealed class StorageAppendResult
{
    // Boxed, because it is large and seldom there.
    private readonly object? existing;

    private StorageAppendResult(StorageAppendStatus status, long head, EventKey? existing = null)
    {
        Status = status;
        Head = head;
        this.existing = existing;
    }

    /// <summary>What became of the append.</summary>
    public StorageAppendStatus Status { get; }

    /// <summary>True where the batch is written: now, or before.</summary>
    public bool IsWritten => Status is StorageAppendStatus.Written or StorageAppendStatus.AlreadyWritten;

    /// <summary>The version of the stream that the append was judged at, before its own events.</summary>
    public long Head { get; }

    /// <summary>The versions of the batch, if it is in the stream; null for an empty batch, or one whose events were all dropped.</summary>
    public VersionRange? Versions { get; private init; }

    /// <summary>The position of the batch's last event in the stream; null where <see cref="Versions"/> is.</summary>
    public GlobalPosition? Position { get; private init; }

    /// <summary>For <see cref="StorageAppendStatus.Duplicate"/>: the event that has the first id that is taken.</summary>
    public EventKey? Existing => (EventKey?)existing;

    /// <summary>For <see cref="StorageAppendStatus.Refused"/>: the first concurrent version that was refused; 0 otherwise.</summary>
    public long FirstRefused { get; private init; }

    /// <summary>The batch was written at <paramref name="versions"/>; both are null where nothing had to be inserted.</summary>
    public static StorageAppendResult Written(long head, VersionRange? versions, GlobalPosition? position) =>
        new(StorageAppendStatus.Written, head) { Versions = versions, Position = position };

    /// <summary>The batch was written before, at <paramref name="versions"/>; both are null where all of it was dropped.</summary>
    public static StorageAppendResult AlreadyWritten(long head, VersionRange? versions, GlobalPosition? position) =>
        new(StorageAppendStatus.AlreadyWritten, head) { Versions = versions, Position = position };

    /// <summary>An id of the batch names <paramref name="existing"/>.</summary>
    public static StorageAppendResult Duplicate(long head, EventKey existing) =>
        new(StorageAppendStatus.Duplicate, head, existing);

    /// <summary>The expected version is wrong for a stream at <paramref name="head"/>.</summary>
    public static StorageAppendResult WrongVersion(long head) => new(StorageAppendStatus.WrongVersion, head);

    /// <summary>The condition refuses the event at <paramref name="firstRefused"/>.</summary>
    public static StorageAppendResult Refused(long head, long firstRefused) =>
        new(StorageAppendStatus.Refused, head) { FirstRefused = firstRefused };

    /// <summary>A stream at <paramref name="head"/> has moved on further than the condition allows.</summary>
    public static StorageAppendResult TooStale(long head) => new(StorageAppendStatus.TooStale, head);

    /// <summary>Concurrent events up to <paramref name="head"/> have to be looked at.</summary>
    public static StorageAppendResult Ask(long head) => new(StorageAppendStatus.Ask, head);
}
