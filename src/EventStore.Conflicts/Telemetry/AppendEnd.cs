namespace EventStore.Conflicts.Telemetry;

/// <summary>How an append ended.</summary>
/// <param name="Outcome">Its name where it is counted.</param>
/// <param name="Events">How many events it wrote.</param>
/// <param name="Behind">How many events its caller had not seen; null where the append was not stale.</param>
/// <param name="Failure">What it threw; null where it succeeded.</param>
internal readonly record struct AppendEnd(string Outcome, long Events, long? Behind, Exception? Failure)
{
    internal static AppendEnd Of(AppendResult result, ExpectedVersion expected) => result.Outcome switch
    {
        AppendOutcome.Appended => new AppendEnd("appended", result.Versions?.Count ?? 0, Behind: null, Failure: null),
        AppendOutcome.Admitted => new AppendEnd("admitted", result.Versions?.Count ?? 0, expected.Behind(result.JudgedAt), Failure: null),
        AppendOutcome.Dropped => new AppendEnd("dropped", Events: 0, expected.Behind(result.JudgedAt), Failure: null),
        _ => new AppendEnd("already_appended", Events: 0, Behind: null, Failure: null),
    };

    internal static AppendEnd Of(Exception failure)
    {
        var outcome = failure switch
        {
            StreamConflictException => "conflict",
            StreamContendedException => "contended",
            WrongExpectedVersionException => "wrong_version",
            DuplicateEventException => "duplicate",
            EventStoreUnavailableException => "unavailable",
            AppendOutcomeUnknownException => "unknown",
            OperationCanceledException => "cancelled",
            ArgumentException or EventSerializationException => "invalid",
            _ => "failed",
        };
        var behind = failure is StreamConflictException or StreamContendedException ? (ConcurrencyException)failure : null;
        return new AppendEnd(outcome, Events: 0, behind?.Expected.Behind(behind.Actual), failure);
    }
}
