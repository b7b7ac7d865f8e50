using System.Diagnostics;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Torture.Workload;

/// <content>What is unknown for a while, and what another process wrote down.</content>
internal sealed partial class Recorder
{
    private const int MostAttempts = 100;

    // The store's retries tell the append that is under way in their flow of control.
    private readonly AsyncLocal<Attempt?> sending = new();

    /// <summary>Goes on where a process ended that is gone.</summary>
    internal void Take(IEnumerable<Batch> sent, IReadOnlyCollection<Call> made)
    {
        foreach (var batch in sent)
        {
            Add(batch);
        }

        foreach (var call in made)
        {
            calls.Enqueue(call);
        }

        numbers = made.Select(call => call.Number).DefaultIfEmpty().Max();
    }

    /// <summary>Waits longer than it takes to start any server again.</summary>
    private static RetryOptions Patience(Action<RetryAttempt>? onRetry = null) =>
        new() { MaxRetries = MostAttempts, BaseDelay = TimeSpan.FromMilliseconds(2), MaxDelay = TimeSpan.FromMilliseconds(500), OnRetry = onRetry };

    /// <summary>Each attempt is a call, so that it is known who wrote what.</summary>
    private void OnRetry(RetryAttempt retry)
    {
        if (sending.Value is { } attempt)
        {
            calls.Enqueue(attempt.Ended(result: null, retry.Failure));
            attempt.Start = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Sends again whatever nobody knows the fate of, until the store says it.</summary>
    private async Task SettleAsync()
    {
        var unsettled = calls.GroupBy(call => call.Batch).Where(sent => sent.Any(call => call.Outcome == CallOutcome.Unknown) && !sent.Any(call => call.IsAcknowledged));
        foreach (var sent in unsettled.ToList())
        {
            var expected = sent.First(call => call.Outcome == CallOutcome.Unknown).Expected;
            for (var attempts = 1; (await SendAsync(Nobody, sent.Key, expected)).Call.Outcome is CallOutcome.Unknown or CallOutcome.Failed; attempts++)
            {
                if (attempts == MostAttempts)
                {
                    throw new InvalidOperationException($"After {attempts} attempts it is still unknown what became of batch {sent.Key}.");
                }
            }
        }
    }
}
