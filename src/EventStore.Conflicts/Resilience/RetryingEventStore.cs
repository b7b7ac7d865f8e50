using EventStore.Conflicts.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;

namespace EventStore.Conflicts.Resilience;

/// <summary>
/// Retries transient faults of any event store: the same events with the same ids, after a delay that grows, with jitter and a cap. Safe, because a
/// store recognises events it already has by their ids.
/// </summary>
/// <remarks>
/// <para>
/// Only <see cref="EventStoreUnavailableException"/> and <see cref="AppendOutcomeUnknownException"/> are retried. A conflict never is: sending the same
/// stale append again cannot succeed.
/// </para>
/// <para>
/// Once the outcome of an append is unknown, it stays so until the store gives a definite answer: running out of retries, or being cancelled
/// while waiting for one, ends in <see cref="AppendOutcomeUnknownException"/>.
/// </para>
/// <para>A read that fails half-way goes on after the last event it gave; it then ends where its stream ends at that time.</para>
/// <para>Safe for many threads.</para>
/// </remarks>
public sealed partial class RetryingEventStore : IEventStore, IConflictExplainer, ILimitedStore
{
    private readonly IEventStore inner;
    private readonly ResiliencePipeline pipeline;
    private readonly RetryOptions options;
    private readonly ILogger logger;

    // Never disposed: it holds nothing, and a call that comes too late must still be told.
    private readonly CancellationTokenSource closing = new();

    /// <summary>Retries the faults of <paramref name="inner"/>, and owns it: disposing this disposes it.</summary>
    /// <param name="inner">The store to call.</param>
    /// <param name="options">How to retry; the defaults where not given.</param>
    /// <param name="timeProvider">Measures the delays; the system's clock where not given.</param>
    /// <param name="logger">Is told of every retry (Warning); nobody where not given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">An option is out of its bounds.</exception>
    public RetryingEventStore(
        IEventStore inner, RetryOptions? options = null, TimeProvider? timeProvider = null, ILogger<RetryingEventStore>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        this.inner = inner;
        this.options = (options ?? new RetryOptions()).Validated();
        this.logger = logger ?? NullLogger<RetryingEventStore>.Instance;
        pipeline = this.options.Backoff.Pipeline(timeProvider ?? TimeProvider.System, outcome => TransientFaults.IsTransient(outcome.Exception), Report);
    }

    EventStoreLimits? ILimitedStore.Limits => (inner as ILimitedStore)?.Limits;

    /// <inheritdoc/>
    public async Task<AppendResult> AppendToStreamAsync(
        StreamId stream,
        ExpectedVersion expected,
        IReadOnlyList<NewEvent> events,
        AppendOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        NewEvent[] same = [.. events];
        var unknown = false;
        try
        {
            return await RetryAsync(
                async () =>
                {
                    try
                    {
                        return await inner.AppendToStreamAsync(stream, expected, same, options, cancellationToken).ConfigureAwait(false);
                    }
                    catch (AppendOutcomeUnknownException)
                    {
                        unknown = true;
                        throw;
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (unknown && failure is not AppendOutcomeUnknownException && !TransientFaults.SettlesOutcome(failure))
        {
            throw new AppendOutcomeUnknownException(stream, failure);
        }
    }

    /// <inheritdoc/>
    public Task<ConflictReport> ExplainAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken = default) =>
        RetryAsync(() => inner.ExplainAsync(stream, expected, events, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<long> GetStreamVersionAsync(StreamId stream, CancellationToken cancellationToken = default) =>
        RetryAsync(() => inner.GetStreamVersionAsync(stream, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<RecordedEvent?> FindEventAsync(Guid eventId, CancellationToken cancellationToken = default) =>
        RetryAsync(() => inner.FindEventAsync(eventId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<EventKey?> FindEventKeyAsync(Guid eventId, CancellationToken cancellationToken = default) =>
        RetryAsync(() => inner.FindEventKeyAsync(eventId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<StreamPage> ListStreamsAsync(
        string prefix = "", StreamId? after = null, int maxCount = 100, CancellationToken cancellationToken = default) =>
        RetryAsync(() => inner.ListStreamsAsync(prefix, after, maxCount, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task WaitUntilVisibleAsync(GlobalPosition position, CancellationToken cancellationToken = default) =>
        RetryAsync(
            async () =>
            {
                await inner.WaitUntilVisibleAsync(position, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync().ConfigureAwait(false);
        await inner.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        closing.Cancel();
        inner.Dispose();
    }

    /// <summary>
    /// Calls until it succeeds or may not be retried. Disposal ends the waiting for a next attempt, never an attempt: that ends by itself, as the store it is
    /// made on is disposed next.
    /// </summary>
    private async Task<T> RetryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        using var waiting = WaitingOf(cancellationToken);
        return await RetryAsync(call, waiting?.Token ?? closing.Token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What ends the waiting of a call besides disposal; null where nothing does.</summary>
    private CancellationTokenSource? WaitingOf(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token) : null;

    private async Task<T> RetryAsync<T>(Func<Task<T>> call, CancellationToken waiting, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(async _ => await call().ConfigureAwait(false), waiting).ConfigureAwait(false);
        }
        catch (OperationCanceledException ended) when (closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException("The store was disposed while this call waited for its next attempt.", ended);
        }
        catch (OperationCanceledException cancelled) when (cancelled.CancellationToken != cancellationToken && cancellationToken.IsCancellationRequested)
        {
            // The caller knows its own token, not the one it was linked to.
            throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken);
        }
    }

    private ValueTask Report(OnRetryArguments<object> retry)
    {
        var attempt = new RetryAttempt(retry.AttemptNumber + 1, retry.RetryDelay, (EventStoreException)retry.Outcome.Exception!);
        RetryTelemetry.Retrying(attempt.Retry, attempt.Delay, attempt.Failure);
        LogRetry(attempt.Retry, options.MaxRetries, attempt.Delay, attempt.Failure.Message);
        options.OnRetry?.Invoke(attempt);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Warning, "Retry {Retry} of {MaxRetries} in {Delay}: {Failure}")]
    private partial void LogRetry(int retry, int maxRetries, TimeSpan delay, string failure);
}
