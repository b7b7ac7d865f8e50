namespace EventStore.Conflicts.Commands;

/// <summary>How the events of a stream become a state: an initial state, and what each event makes of it. Immutable; safe for many threads if the function is.</summary>
/// <typeparam name="TState">The state. It is shared by all calls, so it must be immutable: a record, or a value. Mutable objects are what
/// <see cref="AggregateRoot"/> is for.</typeparam>
public sealed class Fold<TState>
{
    private readonly Func<TState, object, TState> evolve;

    /// <summary>A fold.</summary>
    /// <param name="initial">The state of a stream without events; may be null.</param>
    /// <param name="evolve">Gives the state after an event, from the state before it and the event's data. An event whose type name the event type map doesn't
    /// know has no data: it is handed over as its <see cref="RecordedEvent"/>. Must return the state it was given for events it doesn't care about, and must not
    /// change it. Of what was just decided it may throw <see cref="InvalidCommandException"/>, as the decision may; of what has happened that is an
    /// <see cref="InvalidOperationException"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="evolve"/> is null.</exception>
    public Fold(TState initial, Func<TState, object, TState> evolve)
    {
        ArgumentNullException.ThrowIfNull(evolve);
        Initial = initial;
        this.evolve = evolve;
    }

    /// <summary>The state of a stream without events.</summary>
    public TState Initial { get; }

    /// <summary>The state after an event.</summary>
    public TState Evolve(TState state, object @event) => evolve(state, @event);
}
