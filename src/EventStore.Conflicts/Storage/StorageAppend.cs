namespace EventStore.Conflicts.Storage;

/// <summary>
/// An append as an engine is given it: checked, serialised, and with everything it needs to decide by itself. Immutable. What an engine must
/// ask in which order is written on <see cref="IEventStorage.AppendAsync"/>; the members here answer it the same way for all of them.
/// </summary>
public sealed partial class StorageAppend
{
    /// <summary>The stream.</summary>
    public required StreamId Stream { get; init; }

    /// <summary>What the caller has seen of it.</summary>
    public required ExpectedVersion Expected { get; init; }

    /// <summary>What a stale append is refused for.</summary>
    public required AppendCondition Condition { get; init; }

    /// <summary>
    /// The events, in order; may be empty. No id stands twice. Those a merge has dropped (<see cref="EncodedEvent.IsDropped"/>) keep their
    /// place; only a stale append has any, or a copy.
    /// </summary>
    public required IReadOnlyList<EncodedEvent> Events { get; init; }

    /// <summary>
    /// Up to this version there is nothing more to ask: who asked has looked at those events. 0 on the first round.
    /// </summary>
    public long AnsweredThrough { get; init; }

    /// <summary>The version the events are recorded as decided at; null where the expectation names none.</summary>
    public long? DecidedAt => Expected.Kind switch
    {
        ExpectedVersionKind.NoStream => 0,
        ExpectedVersionKind.Exactly or ExpectedVersionKind.DecidedAt => Expected.Decided,
        _ => null,
    };

    /// <summary>The last version the caller says it knows of; 0 where the expectation names none. A stream that is not that far is not what the caller saw.</summary>
    public long LastNamed => Math.Max(Expected.Decided, Expected.Own is [.., var last] ? last.Last : 0);

    /// <summary>What the expected version says of a stream that is at <paramref name="head"/>.</summary>
    public VersionCheck CheckVersion(long head) => Expected.Kind switch
    {
        ExpectedVersionKind.Any => VersionCheck.Fits,
        ExpectedVersionKind.NoStream => head == 0 ? VersionCheck.Fits : VersionCheck.Wrong,
        ExpectedVersionKind.StreamExists => head > 0 ? VersionCheck.Fits : VersionCheck.Wrong,
        ExpectedVersionKind.Exactly or ExpectedVersionKind.DecidedAt when LastNamed > head => VersionCheck.Wrong,
        ExpectedVersionKind.Exactly or ExpectedVersionKind.DecidedAt => head > Expected.Seen ? VersionCheck.Stale : VersionCheck.Fits,
        _ => throw new InvalidOperationException("default(ExpectedVersion) asserts nothing; it must not reach an engine."),
    };

    /// <summary>
    /// The verdict on a concurrent event: one with a version after <see cref="ExpectedVersion.Seen"/>. The greatest verdict over all of
    /// them decides.
    /// </summary>
    public Verdict Judge(long version, string type)
    {
        if (Expected.IsOwn(version))
        {
            return Verdict.Admit;
        }

        if (Expected.Kind == ExpectedVersionKind.DecidedAt && version > Expected.Decided)
        {
            return Verdict.Refuse;
        }

        var verdict = Condition.On(type);
        return verdict == Verdict.Ask && version <= AnsweredThrough ? Verdict.Admit : verdict;
    }

    /// <summary>
    /// What stands against the append in a stream that is at <paramref name="head"/>, for engines that judge in .NET: a wrong version, a refusal, that it is too
    /// far behind, or that somebody has to be asked. Null where nothing does.
    /// </summary>
    /// <param name="head">The version of the stream, read under its lock.</param>
    /// <param name="now">The timestamp that the events of the append will have.</param>
    /// <param name="concurrent">
    /// The events after <see cref="ExpectedVersion.Seen"/>, ascending. Enumerated only if they matter, and only as far as what decides.
    /// </param>
    public StorageAppendResult? FindObjection(long head, DateTimeOffset now, IEnumerable<ConcurrentEvent> concurrent)
    {
        ArgumentNullException.ThrowIfNull(concurrent);
        var check = CheckVersion(head);
        if (check == VersionCheck.Wrong)
        {
            return StorageAppendResult.WrongVersion(head);
        }

        if (check == VersionCheck.Fits)
        {
            return null;
        }

        return Behind(head) > Condition.MaxBehind ? StorageAppendResult.TooStale(head) : FindObjectionAmong(concurrent, head, now);
    }

    /// <summary>How many events after <see cref="ExpectedVersion.Seen"/> a stream at <paramref name="head"/> holds that are not the caller's own.</summary>
    public long Behind(long head) => Expected.Behind(head);

    private StorageAppendResult? FindObjectionAmong(IEnumerable<ConcurrentEvent> concurrent, long head, DateTimeOffset now)
    {
        var admitsAllTypes = Condition.AdmitsAllTypes && (Expected.Kind != ExpectedVersionKind.DecidedAt || Expected.Decided >= head);
        if (admitsAllTypes && Condition.MaxAge is null)
        {
            return null;
        }

        var (isFirst, ask) = (true, false);
        foreach (var theirs in concurrent)
        {
            if (Expected.IsOwn(theirs.Version))
            {
                continue;
            }

            if (isFirst && now - theirs.Timestamp > Condition.MaxAge)
            {
                return StorageAppendResult.TooStale(head);
            }

            if (admitsAllTypes)
            {
                return null;
            }

            var verdict = Judge(theirs.Version, theirs.Type);
            if (verdict == Verdict.Refuse)
            {
                return StorageAppendResult.Refused(head, theirs.Version);
            }

            (isFirst, ask) = (false, ask || verdict == Verdict.Ask);
        }

        return ask ? StorageAppendResult.Ask(head) : null;
    }
}
