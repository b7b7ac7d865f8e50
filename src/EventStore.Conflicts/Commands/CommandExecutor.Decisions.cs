namespace EventStore.Conflicts.Commands;

/// <content>Decisions on a state that is folded from events.</content>
public sealed partial class CommandExecutor
{
    /// <summary>Decides on the state of a stream, and appends what was decided.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="stream">The stream; it may be absent.</param>
    /// <param name="fold">How its events become a state.</param>
    /// <param name="decide">
    /// What happens in this state: event objects, or <see cref="NewEvent"/>s where one carries metadata of its own; none where nothing does. Throws
    /// <see cref="InvalidCommandException"/> where the command is not possible. Events that are made as they are taken are taken one by one, up to the first that is too many
    /// (<see cref="EventStoreLimits.MaxEventsPerAppend"/>; 1,000,000 where a decorator of your own hides the store's), and the token and the timeout are looked at for each.
    /// </param>
    /// <param name="settings">Settings of this execution: the version the user saw, a strategy, an id. The defaults where not given.</param>
    /// <param name="cancellationToken">Gives up waiting. Once the events are being committed it has no effect.</param>
    /// <exception cref="UserFacingConflictException">Refused because of what others did since the user looked. Nothing was written.</exception>
    /// <exception cref="StreamContendedException">Others were faster in every attempt. Nothing was written.</exception>
    /// <exception cref="WrongExpectedVersionException">The stream is not as far as the version the user saw. Nothing was written.</exception>
    /// <exception cref="InvalidCommandException">The decision threw it, or the fold of what was decided. Nothing was written.</exception>
    /// <exception cref="CommandCommittedException">It was committed, and the state it led to could not be read.</exception>
    /// <exception cref="CommandTimeoutException">Past <see cref="CommandOptions.Timeout"/>. Nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the commit. Nothing was written.</exception>
    /// <exception cref="DuplicateEventException">An id of its events is somebody else's. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The decision returned null, or a null event; the fold refuses what has happened, or an aggregate raised while it applied.</exception>
    /// <exception cref="ArgumentException">An argument is null or the <c>default</c> of its struct, the decision gives more events than an append may hold, or the store refuses the events as they are.</exception>
    public Task<CommandResult<TState>> ExecuteAsync<TState>(
        StreamId stream,
        Fold<TState> fold,
        Func<TState, IEnumerable<object>> decide,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default) => ThrowAsync(TryExecuteAsync(stream, fold, decide, settings, cancellationToken));

    /// <summary>Decides on the state of a stream, and appends what was decided. The decision is asynchronous, and is told which attempt it is.</summary>
    /// <remarks>The token given to the decision is cancelled with the caller's, and past <see cref="CommandOptions.Timeout"/>.</remarks>
    /// <inheritdoc cref="ExecuteAsync{TState}(StreamId, Fold{TState}, Func{TState, IEnumerable{object}}, CommandSettings, CancellationToken)"/>
    public Task<CommandResult<TState>> ExecuteAsync<TState>(
        StreamId stream,
        Fold<TState> fold,
        Func<DecisionContext<TState>, CancellationToken, Task<IEnumerable<object>>> decide,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default) => ThrowAsync(TryExecuteAsync(stream, fold, decide, settings, cancellationToken));

    /// <summary>Lets a decider decide on a command, and appends what was decided. <see cref="CommandOptions.UseStrategy"/> can name a strategy for the type of the command.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <typeparam name="TCommand">What the decider decides on.</typeparam>
    /// <param name="stream">The stream; it may be absent.</param>
    /// <param name="decider">How its events become a state, and what happens in it.</param>
    /// <param name="command">The command.</param>
    /// <param name="settings">Settings of this execution: the version the user saw, a strategy, an id. The defaults where not given.</param>
    /// <param name="cancellationToken">Gives up waiting. Once the events are being committed it has no effect.</param>
    /// <inheritdoc cref="ExecuteAsync{TState}(StreamId, Fold{TState}, Func{TState, IEnumerable{object}}, CommandSettings, CancellationToken)" path="/exception"/>
    public Task<CommandResult<TState>> ExecuteAsync<TState, TCommand>(
        StreamId stream,
        IDecider<TState, TCommand> decider,
        TCommand command,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default) => ThrowAsync(TryExecuteAsync(stream, decider, command, settings, cancellationToken));

    /// <returns>What became of it: done, a conflict, or invalid.</returns>
    /// <exception cref="CommandCommittedException">It was committed, and the state it led to could not be read.</exception>
    /// <exception cref="CommandTimeoutException">Past <see cref="CommandOptions.Timeout"/>. Nothing was written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the commit. Nothing was written.</exception>
    /// <exception cref="DuplicateEventException">An id of its events is somebody else's. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">The decision returned null, or a null event; the fold refuses what has happened, or an aggregate raised while it applied.</exception>
    /// <exception cref="ArgumentException">An argument is null or the <c>default</c> of its struct, the decision gives more events than an append may hold, or the store refuses the events as they are.</exception>
    /// <inheritdoc cref="ExecuteAsync{TState}(StreamId, Fold{TState}, Func{TState, IEnumerable{object}}, CommandSettings, CancellationToken)" path="/*[self::summary or self::typeparam or self::param]"/>
    public Task<CommandAnswer<TState>> TryExecuteAsync<TState>(
        StreamId stream,
        Fold<TState> fold,
        Func<TState, IEnumerable<object>> decide,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return TryExecuteAsync(stream, fold, (context, _) => Task.FromResult(decide(context.State)), settings, cancellationToken);
    }

    /// <summary>Decides on the state of a stream, and appends what was decided. The decision is asynchronous, and is told which attempt it is.</summary>
    /// <remarks>The token given to the decision is cancelled with the caller's, and past <see cref="CommandOptions.Timeout"/>.</remarks>
    /// <inheritdoc cref="TryExecuteAsync{TState}(StreamId, Fold{TState}, Func{TState, IEnumerable{object}}, CommandSettings, CancellationToken)"/>
    public Task<CommandAnswer<TState>> TryExecuteAsync<TState>(
        StreamId stream,
        Fold<TState> fold,
        Func<DecisionContext<TState>, CancellationToken, Task<IEnumerable<object>>> decide,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(decide);
        return RunAsync(stream, new FoldBasis<TState>(fold), decide, settings, commandType: null, cancellationToken);
    }

    /// <summary>Lets a decider decide on a command, and appends what was decided. <see cref="CommandOptions.UseStrategy"/> can name a strategy for the type of the command.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <typeparam name="TCommand">What the decider decides on.</typeparam>
    /// <param name="stream">The stream; it may be absent.</param>
    /// <param name="decider">How its events become a state, and what happens in it.</param>
    /// <param name="command">The command.</param>
    /// <param name="settings">Settings of this execution: the version the user saw, a strategy, an id. The defaults where not given.</param>
    /// <param name="cancellationToken">Gives up waiting. Once the events are being committed it has no effect.</param>
    /// <inheritdoc cref="TryExecuteAsync{TState}(StreamId, Fold{TState}, Func{TState, IEnumerable{object}}, CommandSettings, CancellationToken)" path="/*[self::returns or self::exception]"/>
    public Task<CommandAnswer<TState>> TryExecuteAsync<TState, TCommand>(
        StreamId stream,
        IDecider<TState, TCommand> decider,
        TCommand command,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decider);
        return RunAsync(
            stream,
            new FoldBasis<TState>(new Fold<TState>(decider.Initial, decider.Evolve)),
            (context, _) => Task.FromResult(decider.Decide(context.State, command)),
            (settings ?? CommandSettings.None) with { Command = command },
            typeof(TCommand),
            cancellationToken);
    }

    private static async Task<CommandResult<TState>> ThrowAsync<TState>(Task<CommandAnswer<TState>> execution) =>
        (await execution.ConfigureAwait(false)).ResultOrThrow();
}
