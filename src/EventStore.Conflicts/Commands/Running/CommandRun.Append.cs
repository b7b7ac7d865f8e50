namespace EventStore.Conflicts.Commands;

/// <content>The append of what was decided, and what follows from its answer.</content>
internal sealed partial class CommandRun<TState>
{
    private async Task<CommandAnswer<TState>?> AppendAsync(NewEvent[] events, bool isForeseen, TState foreseen, CancellationToken cancellationToken)
    {
        AppendResult append;
        try
        {
            append = await Store.AppendToStreamAsync(
                Stream, Strategy.Expects(Basis.Version, Settings.Seen), events, options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (DuplicateEventException taken) when (IsOurs(taken, events))
        {
            // Another delivery of this command was faster, and decided something else.
            return await AlreadyAppendedAsync(cancellationToken).ConfigureAwait(false);
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
                return await AlreadyAppendedAsync(CancellationToken.None).ConfigureAwait(false);
            }

            var state = foreseen;
            if (isForeseen)
            {
                Basis.Commit(state, append.Version);
            }
            else
            {
                await CatchUpAsync(append.Version, tail: null, CancellationToken.None).ConfigureAwait(false);
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

    private async Task<CommandAnswer<TState>> AlreadyAppendedAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(version: null, tail: null, cancellationToken).ConfigureAwait(false);
        return Ended(CommandOutcome.AlreadyAppended, Basis.Build(), Basis.Version, MissedEvents.None, append: null);
    }

    private CommandAnswer<TState> Ended(CommandOutcome outcome, TState state, long version, MissedEvents passedOver, AppendResult? append) =>
        new(new CommandResult<TState> { Outcome = outcome, State = state, Version = version, Attempts = Attempts, PassedOver = passedOver, Append = append });
}
