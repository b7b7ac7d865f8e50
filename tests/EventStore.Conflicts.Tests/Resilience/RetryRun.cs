using EventStore.Conflicts.ContractTests.Time;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Tests.Resilience;

/// <summary>A retrying store over a scripted one, on a clock that is moved on whenever somebody waits for it.</summary>
internal sealed class RetryRun
{
    internal RetryRun(ScriptedStore inner, Action<RetryOptions>? configure = null)
    {
        var options = new RetryOptions { MaxRetries = 3, Randomizer = () => 0.5, OnRetry = Attempts.Add };
        configure?.Invoke(options);
        Store = new RetryingEventStore(inner, options, Clock, Log);
    }

    internal ManualTimeProvider Clock { get; } = new();

    internal ListLogger<RetryingEventStore> Log { get; } = new();

    internal RetryingEventStore Store { get; }

    internal List<RetryAttempt> Attempts { get; } = [];

    /// <summary>How long was waited, each time.</summary>
    internal List<TimeSpan> Delays { get; } = [];

    internal Task<AppendResult> AppendAsync(params NewEvent[] events) =>
        Finish(Store.AppendToStreamAsync(Faults.Stream, ExpectedVersion.Exactly(1), events, cancellationToken: TestContext.Current.CancellationToken));

    /// <summary>Lets every wait of <paramref name="operation"/> pass, until it is done.</summary>
    internal async Task<T> Finish<T>(Task<T> operation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        while (await Task.WhenAny(operation, Clock.Armed.WaitToReadAsync(done.Token).AsTask()) != operation)
        {
            while (Clock.Armed.TryRead(out var delay))
            {
                Delays.Add(delay);
                Clock.Advance(delay);
            }
        }

        await done.CancelAsync();
        return await operation;
    }
}
