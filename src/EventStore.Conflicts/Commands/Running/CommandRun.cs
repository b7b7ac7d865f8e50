namespace EventStore.Conflicts.Commands;

/// <summary>
/// One execution of a command: every attempt loads what it has missed, decides, and appends. It never sends what was refused again: it decides again, or it ends.
/// For one thread at a time.
/// </summary>
internal sealed partial class CommandRun<TState>
{
    private readonly MissedLog missed;

    internal CommandRun(CommandSettings settings, int maxPassedOver)
    {
        Settings = settings;
        missed = new MissedLog(maxPassedOver) { Since = settings.Seen };
    }

    internal required IEventStore Store { get; init; }

    /// <summary>What the store holds an append to.</summary>
    internal required EventStoreLimits Limits { get; init; }

    internal required StreamId Stream { get; init; }

    internal required ConflictStrategy Strategy { get; init; }

    internal required Basis<TState> Basis { get; init; }

    internal required Func<DecisionContext<TState>, CancellationToken, Task<IEnumerable<object>>> Decide { get; init; }

    /// <summary>Told of an append by force that passed over something, and what that was.</summary>
    internal required Action<AppendResult, MissedEvents> OnForced { get; init; }

    internal CommandSettings Settings { get; }

    internal int Attempts { get; private set; }

    /// <summary>Why the last attempt came to nothing.</summary>
    internal ConcurrencyException? LastRefusal { get; private set; }

    /// <summary>Makes an attempt; null where it has to be decided again.</summary>
    internal async Task<CommandAnswer<TState>?> AttemptAsync(CancellationToken cancellationToken)
    {
        var tail = await LoadTailAsync(cancellationToken).ConfigureAwait(false);

        // After loading, never before: otherwise another delivery of this command could slip in between, and be decided upon as if it were somebody else's.
        if (await IsKnownAsync(cancellationToken).ConfigureAwait(false))
        {
            return await AlreadyAppendedAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Settings.Seen is { } seen && seen > Basis.Version)
        {
            return new(new WrongExpectedVersionException(Stream, ExpectedVersion.Exactly(seen), Basis.Version));
        }

        Attempts++;
        var context = new DecisionContext<TState> { State = Basis.Build(), Version = Basis.Version, Attempt = Attempts, Missed = tail };
        NewEvent[] events;
        bool isForeseen;
        TState foreseen;
        try
        {
            var deciding = Decide(context, cancellationToken) ?? throw new InvalidOperationException("The decision returned null instead of a task.");
            events = CommandEvents.From(await deciding.ConfigureAwait(false), Stream, Settings, Limits, cancellationToken);

            // Before the append: what the fold cannot take must not get into the stream.
            isForeseen = Basis.TryForesee(context.State, events, out foreseen);
        }
        catch (InvalidCommandException invalid)
        {
            return new(invalid);
        }

        return events.Length == 0
            ? Ended(CommandOutcome.NothingDecided, context.State, Basis.Version, missed.Through(Basis.Version), append: null)
            : await AppendAsync(events, isForeseen, foreseen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a command that was executed before by its first event, also where a merge dropped that, so that it need not be decided.</summary>
    private async Task<bool> IsKnownAsync(CancellationToken cancellationToken)
    {
        if (Settings.CommandId is not { } command
            || await Store.FindEventKeyAsync(CommandEvents.IdOf(command, Stream, index: 0), cancellationToken).ConfigureAwait(false) is not { } first)
        {
            return false;
        }

        // The stream is part of the id, so only somebody else's event can have it elsewhere, and no append would get past that.
        return first.Stream == Stream ? true : throw new DuplicateEventException(Stream, first);
    }

    /// <summary>Loads what is new; returns it, unless it is all there is.</summary>
    private async Task<IReadOnlyList<RecordedEvent>> LoadTailAsync(CancellationToken cancellationToken)
    {
        List<RecordedEvent>? tail = Attempts > 0 ? [] : null;
        await CatchUpAsync(Strategy.DecidesAt(Settings.Seen), tail, cancellationToken).ConfigureAwait(false);
        missed.Since ??= Basis.Version;
        return tail ?? [];
    }

    /// <summary>Loads up to a version, or to the end where none is given, and puts what is new into <paramref name="tail"/> too.</summary>
    private async Task CatchUpAsync(long? version, List<RecordedEvent>? tail, CancellationToken cancellationToken)
    {
        if (version is null || version > Basis.Version)
        {
            await foreach (var each in Tail(version - Basis.Version, cancellationToken).ConfigureAwait(false))
            {
                Basis.Add(each);
                missed.Note(each);
                tail?.Add(each);
            }
        }
    }

    private IAsyncEnumerable<RecordedEvent> Tail(long? maxCount, CancellationToken cancellationToken) =>
        Store.ReadStreamAsync(Stream, fromVersion: Basis.Version + 1, maxCount: maxCount, cancellationToken: cancellationToken);
}
