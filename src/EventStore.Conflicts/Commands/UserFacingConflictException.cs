namespace EventStore.Conflicts.Commands;

/// <summary>
/// A command was refused because of what others did since its user looked. Nothing was written. Carries what they did, so that the user can review it and try again; the
/// <see cref="StreamConflictException"/> with all its pairs is inside.
/// </summary>
public sealed class UserFacingConflictException : ConcurrencyException
{
    /// <summary>A refusal of a command.</summary>
    /// <param name="conflict">Why its append was refused.</param>
    /// <param name="missed">What its user has not seen.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public UserFacingConflictException(StreamConflictException conflict, MissedEvents missed)
        : base(Given(conflict).Stream, conflict.Expected, conflict.Actual, Describe(conflict, missed), conflict)
    {
        Report = conflict.Report;
        Missed = missed;
    }

    /// <summary>Which pairs of events conflict, by which rules.</summary>
    public ConflictReport Report { get; }

    /// <summary>Everything that was appended after the version the user saw (or, where none was given, after the one that was decided on), conflicting or not.</summary>
    public MissedEvents Missed { get; }

    private static StreamConflictException Given(StreamConflictException conflict)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        return conflict;
    }

    private static string Describe(StreamConflictException conflict, MissedEvents missed)
    {
        ArgumentNullException.ThrowIfNull(missed);
        return $"Stream '{conflict.Stream}' was changed by others after version {conflict.Expected.Seen}: {missed}. Please review what has changed and try again.";
    }
}
