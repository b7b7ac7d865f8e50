namespace EventStore.Conflicts.Commands;

/// <summary>What becomes of a command if others have appended to its stream meanwhile.</summary>
public enum ConflictStrategy
{
    /// <summary>
    /// Decide again. The command is decided on the newest state. If others append before it does, it loads what it missed and is decided again, a bounded number of
    /// times. The version the user saw is not checked. The default where none was given.
    /// </summary>
    Retry = 0,

    /// <summary>
    /// Refuse, and show what the others did. The command is decided on the newest state. The conflict registry judges what came between the version the user saw and
    /// that state; what it refuses is a <see cref="UserFacingConflictException"/>. If others append while it is decided, it is decided again, a bounded number of times.
    /// The default where the version the user saw was given. Without it nothing from before the decision is judged, and if others append while it is decided, it is
    /// refused at once: no rule is asked, and it is not decided again.
    /// </summary>
    Reject,

    /// <summary>
    /// Combine. The command is decided on what the user saw. The conflict registry judges everything since then, and its merges combine it; what it refuses is a
    /// <see cref="UserFacingConflictException"/>. Without a version the user saw, it is decided on the newest state, and what the registry refuses is decided again.
    /// Where others keep writing while it is combined (<see cref="EventStoreLimits.MaxConflictRounds"/>), it is tried again either way, a bounded number of times.
    /// The decision doesn't see what others did, so it protects no invariant: decide commands that have one by <see cref="Retry"/> or <see cref="Reject"/>.
    /// </summary>
    Merge,

    /// <summary>
    /// Append whatever happens. The command is decided on the newest state, and appended behind whatever comes meanwhile; no rule is asked. Each one that
    /// passed over something is logged as a warning, with what that was. Never a default.
    /// </summary>
    Force,
}
