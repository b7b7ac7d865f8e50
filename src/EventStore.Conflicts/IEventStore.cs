namespace EventStore.Conflicts;

/// <summary>
/// Append-only streams of events with an expected version on every append.
/// </summary>
/// <remarks>
/// <para>
/// The version of a stream is how many events it holds; an absent stream is at 0. An append names the version its caller has seen. If the
/// stream has moved on since, the append is <em>stale</em>, and it is refused only if an event it conflicts with was committed in the
/// meantime: the store's conflict registry says which types do. Without a registry, and for a type it doesn't know, everything does.
/// </para>
/// <para>
/// All members are safe to call from many threads. After disposal every one throws <see cref="ObjectDisposedException"/>; a token that is cancelled in time
/// ends any of them with <see cref="OperationCanceledException"/>.
/// </para>
/// <para>
/// Every operation that talks to the engine may throw <see cref="EventStoreUnavailableException"/> (transient; nothing was written) or
/// <see cref="EventStoreUnusableException"/> (lasting). Disposing a store disposes its engine; disposing a decorator disposes the store it decorates.
/// </para>
/// </remarks>
public interface IEventStore : IAsyncDisposable, IDisposable
{
    /// <summary>Appends all of <paramref name="events"/> to the end of a stream, or none of them. When it returns, they are as durable
    /// as the engine promises.</summary>
    /// <remarks>
    /// The order of the checks: events that were appended before are recognised by their ids, whatever is expected; then the expected
    /// version; then, if it is stale, the conflict rules. An empty batch only checks the condition.
    /// </remarks>
    /// <param name="stream">The stream; it comes into being with its first event.</param>
    /// <param name="expected">What the caller has seen of it.</param>
    /// <param name="events">The events, in order. Copied and serialised before anything else happens.</param>
    /// <param name="options">Options of this append.</param>
    /// <param name="cancellationToken">Gives up waiting. Once the events are being committed it has no effect.</param>
    /// <returns>How it succeeded: appended, admitted although stale, or already appended before.</returns>
    /// <exception cref="StreamConflictException">Stale, and refused by a rule. Nothing was written.</exception>
    /// <exception cref="WrongExpectedVersionException">The assertion is wrong in a way no rule can mend. Nothing was written.</exception>
    /// <exception cref="DuplicateEventException">An id is taken by another event. Nothing was written.</exception>
    /// <exception cref="AppendOutcomeUnknownException">The commit was sent and its answer lost; send the same events again.</exception>
    /// <exception cref="EventSerializationException">The data of an event could not be serialised. Nothing was written.</exception>
    /// <exception cref="ArgumentException">An argument is the <c>default</c> of its struct; an event is null, twice in the batch or of an unmapped type; or a
    /// limit of the store is exceeded. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The store was opened for reading only.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the commit. Nothing was written.</exception>
    Task<AppendResult> AppendToStreamAsync(
        StreamId stream,
        ExpectedVersion expected,
        IReadOnlyList<NewEvent> events,
        AppendOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads the events of a stream, one by one, paged inside. An absent stream has none.</summary>
    /// <remarks>Ends where the stream ended when the enumeration began; what is appended meanwhile is not seen.</remarks>
    /// <param name="stream">The stream.</param>
    /// <param name="direction">Oldest first, or newest first.</param>
    /// <param name="fromVersion">The version to begin with, included, at least 1; the first one read forwards (or the last, read
    /// backwards) where not given. A version beyond the end reads nothing forwards, and from the end backwards.</param>
    /// <param name="maxCount">At most this many events, at least 1; all where not given.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An argument is the <c>default</c> of its struct or out of its bounds.</exception>
    /// <exception cref="EventSerializationException">An event's data cannot be read as the type its name is mapped to.</exception>
    IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the events of all streams in the order of their positions, paged inside. The position of the last event read is the
    /// checkpoint to go on from: nothing will ever appear before it.
    /// </summary>
    /// <remarks>Ends where the store ended when the enumeration began. Call again to go on.</remarks>
    /// <param name="after">Only events after this position; all where not given.</param>
    /// <param name="maxCount">At most this many events, at least 1; all where not given.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An argument is the <c>default</c> of its struct or out of its bounds.</exception>
    /// <exception cref="EventSerializationException">An event's data cannot be read as the type its name is mapped to.</exception>
    IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        GlobalPosition? after = null, long? maxCount = null, CancellationToken cancellationToken = default);

    /// <summary>Gives the version of a stream: how many events it holds; 0 where it doesn't exist.</summary>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is the <c>default</c> of its struct.</exception>
    Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken = default);

    /// <summary>Finds an event by its id, in whichever stream it is; null where there is none, or a merge dropped it.</summary>
    /// <exception cref="ArgumentException"><paramref name="eventId"/> is the empty GUID.</exception>
    /// <exception cref="EventSerializationException">The event's data cannot be read as the type its name is mapped to.</exception>
    Task<RecordedEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Finds what is known by an id: where its event stands, in whichever stream, or where it would, had no merge dropped it; null where the id is free. Reads no data.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="eventId"/> is the empty GUID.</exception>
    Task<EventKey?> FindEventKeyAsync(Guid eventId, CancellationToken cancellationToken = default);

    /// <summary>Lists streams whose ids begin with a prefix, a page at a time, ordered by the UTF-8 bytes of their ids.</summary>
    /// <param name="prefix">The beginning of the ids, taken literally; empty lists all.</param>
    /// <param name="after">The <see cref="StreamPage.Continuation"/> of the page before; none for the first page.</param>
    /// <param name="maxCount">The size of a page: 1 to 10,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An argument is null, the <c>default</c> of its struct or out of its bounds.</exception>
    Task<StreamPage> ListStreamsAsync(
        string prefix = "", StreamId? after = null, int maxCount = 100, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until <see cref="ReadAllAsync"/> can see everything up to a position that an append returned. Engines that commit in the order of
    /// positions return at once.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="position"/> is the <c>default</c> of its struct, or one that this store never gave out.
    /// </exception>
    Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken = default);
}
