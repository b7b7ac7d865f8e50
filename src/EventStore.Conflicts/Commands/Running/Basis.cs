namespace EventStore.Conflicts.Commands;

/// <summary>The events of a stream as far as they were loaded, and the state they lead to. For one thread at a time.</summary>
internal abstract class Basis<TState>
{
    /// <summary>The version of the last event that was added.</summary>
    internal long Version { get; private set; }

    internal void Add(RecordedEvent recorded)
    {
        Take(recorded);
        Version = recorded.Version;
    }

    /// <summary>The state to decide on. Nothing that is done to it reaches what was loaded.</summary>
    internal abstract TState Build();

    /// <summary>The state after events that are to be appended right behind; false where only the store can tell.</summary>
    internal abstract bool TryForesee(TState state, IReadOnlyList<NewEvent> decided, out TState foreseen);

    /// <summary>Called with a foreseen state when its events are in the stream.</summary>
    internal virtual void Commit(TState foreseen, long version)
    {
    }

    protected abstract void Take(RecordedEvent recorded);

    /// <summary>What is thrown where the host's code refuses an event of the stream: that is a mistake of its own, and no answer to a command.</summary>
    protected static InvalidOperationException HasHappened(RecordedEvent recorded, InvalidCommandException refusal) => new(
        $"Version {recorded.Version} of stream '{recorded.Stream}' ('{recorded.Type}') has happened, so a fold must not refuse it: {refusal.Message}", refusal);
}
