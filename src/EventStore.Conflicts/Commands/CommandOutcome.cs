namespace EventStore.Conflicts.Commands;

/// <summary>How a command ended well.</summary>
public enum CommandOutcome
{
    /// <summary>Its events are in the stream; <see cref="AppendResult.Merges"/> says what merges changed on the way.</summary>
    Committed = 0,

    /// <summary>It decided no events: nothing was to be appended, and nothing is remembered of it.</summary>
    NothingDecided,

    /// <summary>
    /// It was appended before, or dropped by merges: by an earlier execution with the same <see cref="CommandSettings.CommandId"/>, or by an attempt of this one whose
    /// answer was lost. Nothing was written now.
    /// </summary>
    AlreadyAppended,

    /// <summary>Merges found every one of its events to be redundant. Their ids are recorded.</summary>
    Dropped,
}
