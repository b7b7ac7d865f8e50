using System.Diagnostics;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>An append that is under way.</summary>
internal sealed record Attempt(int Worker, int Number, int Batch, ExpectedVersion Expected)
{
    /// <summary>When it began.</summary>
    internal long Start { get; set; } = Stopwatch.GetTimestamp();

    /// <summary>As it is where nobody lives to see its end.</summary>
    internal Call Endless() => Called(CallOutcome.Unknown, long.MaxValue);

    /// <summary>As it ended now.</summary>
    internal Call Ended(AppendResult? result, Exception? failure) =>
        Called(result is not null ? OutcomeOf(result) : OutcomeOf(failure!), Stopwatch.GetTimestamp()) with
        {
            Versions = result?.Versions,
            Position = result?.Position,
            Head = result is { Versions: null } ? result.Version : (failure as ConcurrencyException)?.Actual,
        };

    private Call Called(CallOutcome outcome, long end) =>
        new() { Worker = Worker, Number = Number, Batch = Batch, Expected = Expected, Start = Start, End = end, Outcome = outcome };

    private static CallOutcome OutcomeOf(AppendResult result) => result.Outcome switch
    {
        AppendOutcome.Appended => CallOutcome.Appended,
        AppendOutcome.Admitted => CallOutcome.Admitted,
        AppendOutcome.Dropped => CallOutcome.Dropped,
        _ => CallOutcome.AlreadyAppended,
    };

    private static CallOutcome OutcomeOf(Exception failure) => failure switch
    {
        StreamConflictException => CallOutcome.Refused,
        WrongExpectedVersionException => CallOutcome.WrongVersion,
        StreamContendedException => CallOutcome.Contended,
        DuplicateEventException => CallOutcome.DuplicateId,
        AppendOutcomeUnknownException => CallOutcome.Unknown,
        OperationCanceledException => CallOutcome.Cancelled,
        _ => CallOutcome.Failed,
    };
}
