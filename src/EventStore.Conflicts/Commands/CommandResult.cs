namespace EventStore.Conflicts.Commands;

/// <summary>What a command did. Immutable; can be constructed, for tests.</summary>
/// <typeparam name="TState">The state, or the aggregate.</typeparam>
public sealed record CommandResult<TState>
{
    /// <summary>How it ended.</summary>
    public required CommandOutcome Outcome { get; init; }

    /// <summary>
    /// The state at <see cref="Version"/>: that of what was really appended, also after a merge. An aggregate has nothing uncommitted then. Where the command was
    /// appended before, the newest state.
    /// </summary>
    public required TState State { get; init; }

    /// <summary>The version of the stream that <see cref="State"/> is of. Whoever is shown that state has seen this version.</summary>
    public required long Version { get; init; }

    /// <summary>How often it was decided; 0 where it was recognised before.</summary>
    public required int Attempts { get; init; }

    /// <summary>
    /// What others appended between the version the user saw (or, where none was given, the one that was loaded first) and the command's own events. They were
    /// decided upon, admitted by a rule or passed over by force. Empty where the command was appended before.
    /// </summary>
    public MissedEvents PassedOver { get; init; } = MissedEvents.None;

    /// <summary>The answer to the append: there for <see cref="CommandOutcome.Committed"/> and <see cref="CommandOutcome.Dropped"/>, null otherwise.</summary>
    public AppendResult? Append { get; init; }
}
