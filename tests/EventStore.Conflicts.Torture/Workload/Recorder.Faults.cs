using System.Diagnostics;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Torture.Workload;

/// <content>What is unknown for a while.</content>
internal sealed partial class Recorder
{
    private const int MostAttempts = 100;

    // The store's retries tell the append that is under way in their flow of control.
    private readonly AsyncLocal<Attempt?> sending = new();

    /// <summary>Sends everything that was ever sent once more, and expects nothing: what is there is recognised, and what isn't is written now. The store takes each at once.</summary>
    /// <exception cref="InvalidOperationException">It doesn't.</exception>
    internal async Task SendAllAgainAsync()
    {
        for (var batch = 0; batch < batches.Count; batch++)
        {
            await SendUntilToldAsync(batch, ExpectedVersion.Any, attempts: 1);
        }
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
            await SendUntilToldAsync(sent.Key, sent.First(call => call.Outcome == CallOutcome.Unknown).Expected, MostAttempts);
        }
    }

    private async Task SendUntilToldAsync(int batch, ExpectedVersion expected, int attempts)
    {
        while ((await SendAsync(Nobody, batch, expected)).Call.Outcome is CallOutcome.Unknown or CallOutcome.Failed)
        {
            if (--attempts == 0)
            {
                throw new InvalidOperationException($"Nothing ails the store any more, and it still doesn't say what became of batch {batch}: {LastFailure!.Message}", LastFailure);
            }
        }
    }
}
