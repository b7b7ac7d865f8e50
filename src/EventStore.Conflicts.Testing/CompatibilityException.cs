namespace EventStore.Conflicts.Testing;

/// <summary>Rules that were checked against an aggregate don't hold, or couldn't be checked. The message is the whole report.</summary>
public sealed class CompatibilityException : EventStoreException
{
    internal CompatibilityException(string problem, CompatibilityReport report)
        : base($"{problem}{Environment.NewLine}{report}") => Report = report;

    /// <summary>What was found, pair by pair.</summary>
    public CompatibilityReport Report { get; }
}
