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
        return await SucceededAsync(append, events.Length, isForeseen, foreseen).ConfigureAwait(false);
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
    /// The answer to an append that succeeded, now or in an earlier try whose answer was lost: this call decided it either way. Nothing here can be cancelled: what is
    /// committed must not look as if it were not.
    /// </summary>
    private async Task<CommandAnswer<TState>> SucceededAsync(AppendResult append, int count, bool isForeseen, TState foreseen)
    {
        // Its own events are older than what it was decided on where the decision gave events that were appended before, ids and all.
        var last = Math.Max((append.Versions?.First - 1) ?? append.Version, Basis.Version);
        try
        {
            var (state, version) = (foreseen, append.Version);
            if (isForeseen)
            {
                Basis.Commit(state, version);
            }
            else
            {
                await CatchUpAsync(await LastOwnAsync(append, count).ConfigureAwait(false), tail: null, CancellationToken.None).ConfigureAwait(false);
                (state, version) = (Basis.Build(), Basis.Version);
            }

            return append.Outcome == AppendOutcome.AlreadyAppended
                ? Ended(CommandOutcome.AlreadyAppended, state, version, missed.Through(last), append: null)
                : Ended(append.Outcome == AppendOutcome.Dropped ? CommandOutcome.Dropped : CommandOutcome.Committed, state, version, missed.Through(last), append);
        }
        catch (Exception failure)
        {
            throw new CommandCommittedException(Stream, append, failure);
        }
        finally
        {
            if (Strategy == ConflictStrategy.Force && missed.Through(last) is { Count: > 0 } passedOver)
            {
                OnForced(append, passedOver);
            }
        }
    }

    /// <summary>The version of the command's last event. What is there already may be another delivery's, which decided more events than the <paramref name="count"/> of this.</summary>
    private async Task<long> LastOwnAsync(AppendResult append, int count)
    {
        var last = append.Version;
        if (append.Outcome == AppendOutcome.AlreadyAppended && Settings.CommandId is { } command)
        {
            while (await Store.FindEventKeyAsync(CommandEvents.IdOf(command, Stream, count++), CancellationToken.None).ConfigureAwait(false) is { } more)
            {
                last = Math.Max(last, more.Version);
            }
        }

        return last;
    }

    /// <summary>The answer where another execution did it: that one says what it passed over, and this one gives the newest state.</summary>
    private async Task<CommandAnswer<TState>> AlreadyAppendedAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(version: null, tail: null, cancellationToken).ConfigureAwait(false);
        return Ended(CommandOutcome.AlreadyAppended, Basis.Build(), Basis.Version, MissedEvents.None, append: null);
    }

    private CommandAnswer<TState> Ended(CommandOutcome outcome, TState state, long version, MissedEvents passedOver, AppendResult? append) =>
        new(new CommandResult<TState> { Outcome = outcome, State = state, Version = version, Attempts = Attempts, PassedOver = passedOver, Append = append });
}
