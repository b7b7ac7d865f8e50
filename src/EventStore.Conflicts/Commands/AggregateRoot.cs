namespace EventStore.Conflicts.Commands;

/// <summary>
/// The base of an object that decides by raising events and changes by applying them, for those who like that better than a fold. For one thread at a time, and for
/// one attempt: if a command is decided again, a fresh object decides.
/// </summary>
public abstract class AggregateRoot
{
    private readonly List<object> uncommitted = [];
    private bool isApplying;

    /// <summary>The version of the stream it was loaded from or committed to; 0 where that has no events. Events that are not committed don't count.</summary>
    public long Version { get; private set; }

    /// <summary>What was raised since it was loaded, in order; empty after it was committed.</summary>
    public IReadOnlyList<object> UncommittedEvents => uncommitted.AsReadOnly();

    /// <summary>
    /// Changes the state as an event says, raised now or long ago: its data, or its <see cref="RecordedEvent"/> where the event type map doesn't know its type name.
    /// Decides nothing, raises nothing and refuses nothing: the event has happened.
    /// </summary>
    protected abstract void Apply(object @event);

    /// <summary>Applies an event, and keeps it for the append.</summary>
    /// <param name="event">An event object, or a <see cref="NewEvent"/> of one where it carries metadata of its own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="event"/> is null.</exception>
    /// <exception cref="ArgumentException">It is a raw event, which has no object that could be applied.</exception>
    /// <exception cref="InvalidOperationException">It is called by <see cref="Apply"/>: what follows from an event is raised by whoever raised that, after it.</exception>
    protected void Raise(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var data = @event is not NewEvent given ? @event : given.Data ?? throw new ArgumentException("A raw event cannot be applied; raise an object.", nameof(@event));
        if (isApplying)
        {
            // It would be stored before the event it follows from, and raised once more by each loading.
            throw new InvalidOperationException(
                $"{GetType()} raised a {data.GetType()} while it applied an event. Apply only changes the state; raise both events in the method that decides, one after the other.");
        }

        ApplyAlone(data);
        uncommitted.Add(@event);
    }

    internal void Load(RecordedEvent recorded)
    {
        ApplyAlone(recorded.Data ?? recorded);
        Version = recorded.Version;
    }

    internal void Commit(long version)
    {
        uncommitted.Clear();
        Version = version;
    }

    private void ApplyAlone(object @event)
    {
        isApplying = true;
        try
        {
            Apply(@event);
        }
        finally
        {
            isApplying = false;
        }
    }
}
