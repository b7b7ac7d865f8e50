namespace Quickstart;

internal sealed record ClientRegistered(string Name);

internal sealed record ClientValueUpgraded(decimal From, decimal To);

internal sealed record MeetingNoteAdded(string Author, string Note);
