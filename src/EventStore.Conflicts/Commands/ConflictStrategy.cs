namespace EventStore.Conflicts.Commands;

/// <summary>What becomes of a command if others have appended to its stream meanwhile.</summary>
public enum ConflictStrategy
{
    /// <summary>
    /// Decide again: the command is decided on the newest state, and whatever comes after that is loaded and decided upon, a bounded number of times. The version
    /// the user saw is not checked. The default where none was given.
    /// </summary>
    Retry = 0,

    /// <summary>
    /// Refuse and show: the command is decided on the newest state, and the conflict registry judges what came between that and the version the user saw; what it
    /// refuses is a <see cref="UserFacingConflictException"/>. What comes while it is decided is decided upon again, a bounded number of times. Without a version the
    /// user saw, whatever comes meanwhile is refused at once. The default where one was given.
    /// </summary>
    Reject,

    /// <summary>
    /// Combine: the command is decided on what the user saw, and the conflict registry judges everything since then, with its merges. What it refuses is a
    /// <see cref="UserFacingConflictException"/>. Without a version the user saw, it is decided on the newest state, and what the registry refuses is decided again. Where
    /// others keep writing while it is combined (<see cref="EventStoreLimits.MaxConflictRounds"/>), it is tried again either way, a bounded number of times.
    /// Only rules stand between such a command and an invariant: decide commands that have one by <see cref="Retry"/> or <see cref="Reject"/>.
    /// </summary>
    Merge,

    /// <summary>
    /// Append whatever happens: the command is decided on the newest state and appended behind whatever comes meanwhile, and no rule is asked. Each one is logged as
    /// a warning with what it passed over. Never a default.
    /// </summary>
    Force,
}
