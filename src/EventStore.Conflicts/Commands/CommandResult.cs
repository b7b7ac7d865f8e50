namespace EventStore.Conflicts.Commands;

/// <summary>What a command did. Immutable; can be constructed, for tests.</summary>
/// <typeparam name="TState">The state, or the aggregate.</typeparam>
public sealed record CommandResult<TState>
{
    /// <summary>How it ended.</summary>
    public required CommandOutcome Outcome { get; init; }

    /// <summary>
    /// The state at <see cref="Version"/>, after the command's own events; where another execution had appended them, the newest. An aggregate has nothing uncommitted then.
    /// Where nothing came between, it is folded from the events as they were decided and not as they would be read back; after a merge, after others and where the command
    /// was appended before, it is read.
    /// </summary>
    public required TState State { get; init; }

    /// <summary>The version of the stream that <see cref="State"/> is of. Whoever is shown that state has seen this version.</summary>
    public required long Version { get; init; }

    /// <summary>How often it was decided; 0 where another execution's events were recognised first.</summary>
    public required int Attempts { get; init; }

    /// <summary>
    /// What others appended between the version the user saw (or, where none was given, the one that was loaded first) and the command's own events. They were
    /// decided upon, admitted by a rule or passed over by force. It is there too where this execution decided, and its append turned out to be there already because the
    /// answer was lost. Empty where another execution of the same <see cref="CommandSettings.CommandId"/> was recognised: what that one passed over, it has said; this
    /// one can't tell what the user saw of the rest, so <see cref="Version"/> may cover events that are listed nowhere.
    /// </summary>
    public MissedEvents PassedOver { get; init; } = MissedEvents.None;

    /// <summary>The answer to the append: there for <see cref="CommandOutcome.Committed"/> and <see cref="CommandOutcome.Dropped"/>, null otherwise.</summary>
    public AppendResult? Append { get; init; }
}
