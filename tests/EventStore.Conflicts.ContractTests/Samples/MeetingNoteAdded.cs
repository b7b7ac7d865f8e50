namespace EventStore.Conflicts.ContractTests;

/// <summary>Somebody added a note about a meeting.</summary>
public sealed record MeetingNoteAdded(string Note)
{
    /// <summary>The name it is stored under.</summary>
    public const string TypeName = "meeting-note-added";
}
