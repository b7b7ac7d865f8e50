namespace EventStore.Conflicts.Commands;

/// <content>The append of what was decided, and what follows from its answer.</content>
internal sealed partial class CommandRun<TState>
{
    private async Task<CommandAnswer<TState>?> AppendAsync(TState state, NewEvent[] events, CancellationToken cancellationToken)
    {
        // Before the append: what the fold cannot take must not get into the stream.
        var isForeseen = Basis.TryForesee(state, events, out var foreseen);
        AppendResult append;
        try
        {
            append = await Store.AppendToStreamAsync(
                Stream, Strategy.Expects(Basis.Version, Settings.Seen), events, options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (DuplicateEventException taken) when (IsOurs(taken, events))
        {
            // Another delivery of this command was faster, and decided something else.
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            return AlreadyAppended(append: null);
        }
        catch (ConcurrencyException refusal)
        {
            return await RefusedAsync(refusal, cancellationToken).ConfigureAwait(false);
        }

        isForeseen = isForeseen && append is { Outcome: AppendOutcome.Appended or AppendOutcome.Admitted, Merges.Count: 0 } && append.Versions?.First == Basis.Version + 1;
        return await SucceededAsync(append, isForeseen, foreseen).ConfigureAwait(false);
    }

    private bool IsOurs(DuplicateEventException taken, NewEvent[] events) =>
        Settings.CommandId is not null && taken.Existing.Stream == Stream && Array.Exists(events, each => each.Id == taken.Existing.Id);

    private async Task<CommandAnswer<TState>?> RefusedAsync(ConcurrencyException refusal, CancellationToken cancellationToken)
    {
        LastRefusal = refusal;
        if (Strategy.DecidesAgain(Settings.Seen, refusal))
        {
            return null;
        }

        if (refusal is not StreamConflictException conflict)
        {
            return new(refusal);
        }

        var unread = Math.Min(missed.Room, conflict.Actual - Basis.Version);
        if (unread > 0)
        {
            await foreach (var each in Tail(unread, cancellationToken).ConfigureAwait(false))
            {
                missed.Note(each);
            }
        }

        return new(new UserFacingConflictException(conflict, missed.Through(conflict.Actual)));
    }

    /// <summary>
    /// The answer to an append that succeeded. Nothing here can be cancelled: what is committed must not look as if it were not.
    /// </summary>
    private async Task<CommandAnswer<TState>> SucceededAsync(AppendResult append, bool isForeseen, TState foreseen)
    {
        var passedOver = () => missed.Through((append.Versions?.First - 1) ?? append.Version);
        try
        {
            if (append.Outcome == AppendOutcome.AlreadyAppended)
            {
                await CatchUpAsync(CancellationToken.None).ConfigureAwait(false);
                return AlreadyAppended(append);
            }

            var state = foreseen;
            if (isForeseen)
            {
                Basis.Commit(state, append.Version);
            }
            else
            {
                await CatchUpAsync(CancellationToken.None, append.Version).ConfigureAwait(false);
                state = Basis.Build();
            }

            var outcome = append.Outcome == AppendOutcome.Dropped ? CommandOutcome.Dropped : CommandOutcome.Committed;
            return Ended(outcome, state, append.Version, passedOver(), append);
        }
        catch (Exception failure)
        {
            throw new CommandCommittedException(Stream, append, failure);
        }
        finally
        {
            if (Strategy == ConflictStrategy.Force && append.Outcome != AppendOutcome.AlreadyAppended)
            {
                OnForced(append, passedOver());
            }
        }
    }

    /// <summary>Loads up to a version, or to the end.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken, long? version = null)
    {
        if (version is null || version > Basis.Version)
        {
            await foreach (var each in Tail(version - Basis.Version, cancellationToken).ConfigureAwait(false))
            {
                Basis.Add(each);
                missed.Note(each);
            }
        }
    }

    private CommandAnswer<TState> AlreadyAppended(AppendResult? append) =>
        Ended(CommandOutcome.AlreadyAppended, Basis.Build(), Basis.Version, MissedEvents.None, append);

    private CommandAnswer<TState> Ended(CommandOutcome outcome, TState state, long version, MissedEvents passedOver, AppendResult? append) =>
        new(new CommandResult<TState> { Outcome = outcome, State = state, Version = version, Attempts = Attempts, PassedOver = passedOver, Append = append });
}
