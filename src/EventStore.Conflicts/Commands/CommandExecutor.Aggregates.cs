namespace EventStore.Conflicts.Commands;

/// <content>Aggregates, which change themselves by raising events.</content>
public sealed partial class CommandExecutor
{
    /// <summary>Loads an aggregate, lets it act, and appends what it raised.</summary>
    /// <typeparam name="TAggregate">The aggregate.</typeparam>
    /// <param name="stream">The stream; it may be absent.</param>
    /// <param name="create">Makes an empty aggregate, a new one in each call: an aggregate whose append was refused is not used again.</param>
    /// <param name="act">
    /// What is done with it. Throws <see cref="InvalidCommandException"/> where that is not possible. It may be called several times, each time on a fresh aggregate.
    /// </param>
    /// <param name="settings">Settings of this execution: the version the user saw, a strategy, an id. The defaults where not given.</param>
    /// <param name="cancellationToken">Gives up waiting. Once the events are being committed it has no effect.</param>
    /// <inheritdoc cref="ExecuteAsync{TState}(StreamId, Fold{TState}, Func{TState, IEnumerable{object}}, CommandSettings, CancellationToken)" path="/exception"/>
    public Task<CommandResult<TAggregate>> ExecuteAsync<TAggregate>(
        StreamId stream,
        Func<TAggregate> create,
        Action<TAggregate> act,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default)
        where TAggregate : AggregateRoot => ThrowAsync(TryExecuteAsync(stream, create, act, settings, cancellationToken));

    /// <summary>Loads an aggregate, lets it act, and appends what it raised. The action is asynchronous, and is told which attempt it is.</summary>
    /// <remarks>The token given to the action is cancelled with the caller's, and past <see cref="CommandOptions.Timeout"/>.</remarks>
    /// <inheritdoc cref="ExecuteAsync{TAggregate}(StreamId, Func{TAggregate}, Action{TAggregate}, CommandSettings, CancellationToken)"/>
    public Task<CommandResult<TAggregate>> ExecuteAsync<TAggregate>(
        StreamId stream,
        Func<TAggregate> create,
        Func<DecisionContext<TAggregate>, CancellationToken, Task> act,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default)
        where TAggregate : AggregateRoot => ThrowAsync(TryExecuteAsync(stream, create, act, settings, cancellationToken));

    /// <returns>What became of it: done, a conflict, or invalid.</returns>
    /// <inheritdoc cref="ExecuteAsync{TAggregate}(StreamId, Func{TAggregate}, Action{TAggregate}, CommandSettings, CancellationToken)" path="/*[self::summary or self::typeparam or self::param]"/>
    /// <inheritdoc cref="TryExecuteAsync{TState}(StreamId, Fold{TState}, Func{TState, IEnumerable{object}}, CommandSettings, CancellationToken)" path="/exception"/>
    public Task<CommandAnswer<TAggregate>> TryExecuteAsync<TAggregate>(
        StreamId stream,
        Func<TAggregate> create,
        Action<TAggregate> act,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default)
        where TAggregate : AggregateRoot
    {
        ArgumentNullException.ThrowIfNull(act);
        return TryExecuteAsync(
            stream,
            create,
            (context, _) =>
            {
                act(context.State);
                return Task.CompletedTask;
            },
            settings,
            cancellationToken);
    }

    /// <summary>Loads an aggregate, lets it act, and appends what it raised. The action is asynchronous, and is told which attempt it is.</summary>
    /// <remarks>The token given to the action is cancelled with the caller's, and past <see cref="CommandOptions.Timeout"/>.</remarks>
    /// <inheritdoc cref="TryExecuteAsync{TAggregate}(StreamId, Func{TAggregate}, Action{TAggregate}, CommandSettings, CancellationToken)"/>
    public Task<CommandAnswer<TAggregate>> TryExecuteAsync<TAggregate>(
        StreamId stream,
        Func<TAggregate> create,
        Func<DecisionContext<TAggregate>, CancellationToken, Task> act,
        CommandSettings? settings = null,
        CancellationToken cancellationToken = default)
        where TAggregate : AggregateRoot
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(act);
        return RunAsync(stream, new AggregateBasis<TAggregate>(create), RaiseAsync, settings, commandType: null, cancellationToken);

        async Task<IEnumerable<object>> RaiseAsync(DecisionContext<TAggregate> context, CancellationToken token)
        {
            var acting = act(context, token) ?? throw new InvalidOperationException($"The action on the {typeof(TAggregate)} returned null instead of a task.");
            await acting.ConfigureAwait(false);
            return context.State.UncommittedEvents;
        }
    }
}
