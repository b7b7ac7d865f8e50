namespace EventStore.Conflicts.Commands;

/// <summary>
/// A fold and a decision as one object, for those who like interfaces better than functions. Must be safe for many threads, which it is if it has no fields.
/// </summary>
/// <typeparam name="TState">The state; immutable, see <see cref="Fold{TState}"/>.</typeparam>
/// <typeparam name="TCommand">What it decides on.</typeparam>
public interface IDecider<TState, in TCommand>
{
    /// <summary>The state of a stream without events.</summary>
    TState Initial { get; }

    /// <summary>The state after an event: its data, or its <see cref="RecordedEvent"/> where the event type map doesn't know its type name.</summary>
    /// <exception cref="InvalidCommandException">The event was just decided, and cannot be taken. What has happened must be.</exception>
    TState Evolve(TState state, object @event);

    /// <summary>What happens in this state: event objects, or <see cref="NewEvent"/>s where one carries metadata of its own. None where nothing does.</summary>
    /// <exception cref="InvalidCommandException">The command is not possible in this state.</exception>
    IEnumerable<object> Decide(TState state, TCommand command);
}
