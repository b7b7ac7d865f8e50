namespace EventStore.Conflicts;

/// <summary>What a successful append did. Immutable; can be constructed, for tests.</summary>
public sealed record AppendResult
{
    /// <summary>How it succeeded.</summary>
    public required AppendOutcome Outcome { get; init; }

    /// <summary>The version of the batch's last event; where nothing had to be appended, the version of the stream.</summary>
    public required long Version { get; init; }

    /// <summary>
    /// The position of the batch's last event; null where nothing had to be appended. It may become visible to <see cref="IEventStore.ReadAllAsync"/> a
    /// moment later (<see cref="IEventStore.WaitUntilVisibleAsync"/>), and is not a checkpoint.
    /// </summary>
    public GlobalPosition? Position { get; init; }

    /// <summary>The versions of the batch's events; null where nothing had to be appended.</summary>
    public VersionRange? Versions { get; init; }

    /// <summary>
    /// The versions that were committed before these events and that the caller has not seen; null where there are none or the caller
    /// asserted nothing. The caller's own events from earlier admitted appends may lie inside the range.
    /// </summary>
    public VersionRange? Concurrent { get; init; }

    /// <summary>
    /// What merges replaced or dropped, in the order of the batch. Empty where nothing was, and where the batch had been appended before.
    /// </summary>
    public IReadOnlyList<EventMerge> Merges { get; init; } = [];

    /// <summary>
    /// What to expect in the caller's next append. After <see cref="AppendOutcome.Admitted"/> it still says what the caller has seen, and
    /// leaves out the caller's own events; <c>ExpectedVersion.Exactly(result.Version)</c> would bless what nobody has looked at. After <c>Any</c> and <c>StreamExists</c> it is the same
    /// again: they say nothing of what was seen. It can be printed and parsed, so it can travel to whoever appends next.
    /// </summary>
    public required ExpectedVersion Next { get; init; }

    /// <summary>The version of the stream that the append was judged at, before its own events.</summary>
    internal long JudgedAt => Versions is { } own ? own.First - 1 : Version;

    /// <summary>Where the report comes from, unless there is nothing to report.</summary>
    internal ReportSource? ReportSource { get; init; }

    /// <summary>
    /// Why a stale append was admitted: pairs, rules, places. Read from the store when it is first asked for (concurrent events never change), so an append that
    /// nobody asks about costs nothing.
    /// </summary>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <returns>Null where the append was not stale, or was recognised as one made before.</returns>
    /// <exception cref="ObjectDisposedException">The store was disposed before anybody asked.</exception>
    /// <exception cref="EventStoreUnavailableException">The store could not be read just now.</exception>
    public async Task<ConflictReport?> GetReportAsync(CancellationToken cancellationToken = default) =>
        ReportSource is null ? null : await ReportSource.GetAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>True where both say the same; who can explain it makes no difference.</summary>
    public bool Equals(AppendResult? other) =>
        other is not null
        && (Outcome, Version, Position, Versions, Concurrent, Next) == (other.Outcome, other.Version, other.Position, other.Versions, other.Concurrent, other.Next)
        && Merges.SequenceEqual(other.Merges);

    /// <summary>Its properties, for people; of merges the number.</summary>
    public override string ToString() =>
        $"{nameof(AppendResult)} {{ Outcome = {Outcome}, Version = {Version}, Position = {Position}, Versions = {Versions}, Concurrent = {Concurrent}, Merges = {Merges.Count}, Next = {Next} }}";

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Outcome, Version, Position, Versions, Concurrent, Next);
}
