namespace EventStore.Conflicts.Commands;

/// <content>Looking without deciding.</content>
public sealed partial class CommandExecutor
{
    /// <summary>Loads the newest state of a stream. Its version is what to give as <see cref="CommandSettings.Seen"/> for whoever is shown the state.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="stream">The stream; it may be absent.</param>
    /// <param name="fold">How its events become a state.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An argument is null or the <c>default</c> of its struct.</exception>
    /// <exception cref="InvalidOperationException">The fold refuses what has happened.</exception>
    public Task<StreamState<TState>> LoadAsync<TState>(StreamId stream, Fold<TState> fold, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return LoadAsync(stream, new FoldBasis<TState>(fold), cancellationToken);
    }

    /// <summary>Loads an aggregate. Its <see cref="AggregateRoot.Version"/> is what to give as <see cref="CommandSettings.Seen"/> for whoever is shown it.</summary>
    /// <typeparam name="TAggregate">The aggregate.</typeparam>
    /// <param name="stream">The stream; it may be absent.</param>
    /// <param name="create">Makes an empty aggregate.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An argument is null or the <c>default</c> of its struct.</exception>
    /// <exception cref="InvalidOperationException">The aggregate refuses what has happened, or <paramref name="create"/> returned one that is not new and empty.</exception>
    public async Task<TAggregate> LoadAsync<TAggregate>(StreamId stream, Func<TAggregate> create, CancellationToken cancellationToken = default)
        where TAggregate : AggregateRoot
    {
        ArgumentNullException.ThrowIfNull(create);
        return (await LoadAsync(stream, new AggregateBasis<TAggregate>(create), cancellationToken).ConfigureAwait(false)).State;
    }

    private async Task<StreamState<TState>> LoadAsync<TState>(StreamId stream, Basis<TState> basis, CancellationToken cancellationToken)
    {
        Arguments.RefuseDefault(stream);
        await foreach (var each in store.ReadStreamAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            basis.Add(each);
        }

        return new StreamState<TState>(basis.Build(), basis.Version);
    }
}
