namespace EventStore.Conflicts.Resilience;

/// <summary>The allow-list: what may be sent again as it is. Anything else is the caller's to know.</summary>
internal static class TransientFaults
{
    internal static bool IsTransient(Exception? failure) => failure is EventStoreUnavailableException or AppendOutcomeUnknownException;

    /// <summary>True for answers that the engine gives only after it looked the events up: they settle an outcome that was unknown.</summary>
    internal static bool SettlesOutcome(Exception failure) => failure is ConcurrencyException or DuplicateEventException;
}
