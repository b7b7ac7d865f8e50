using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;

namespace EventStore.Conflicts.Commands;

/// <summary>
/// Executes commands on streams: loads, decides, appends, and on a conflict does what fits the command (<see cref="ConflictStrategy"/>). A decision is a function from a
/// state to events; it may be called several times, mostly on newer state, and only what the last call decided is appended.
/// </summary>
/// <remarks>
/// <para>
/// Each form comes twice: <c>ExecuteAsync</c> throws what went wrong, <c>TryExecuteAsync</c> returns conflicts and refusals of the decision as a value. Both throw
/// <see cref="CommandTimeoutException"/> past <see cref="CommandOptions.Timeout"/> and <see cref="OperationCanceledException"/> where the token is cancelled: then nothing was
/// written, as neither ends a commit that has begun. What the store throws for other reasons passes through, as does what a decision throws.
/// </para>
/// <para>
/// Faults of the store are not retried here: that is what <c>AddRetries</c> is for. After an <see cref="AppendOutcomeUnknownException"/> execute the command again with
/// its <see cref="CommandSettings.CommandId"/>: if it was committed, it is recognised.
/// </para>
/// <para>Safe for many threads. Doesn't own its store.</para>
/// </remarks>
public sealed partial class CommandExecutor
{
    private readonly IEventStore store;
    private readonly CommandOptions options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly ResiliencePipeline pipeline;

    /// <summary>Executes commands on <paramref name="store"/>.</summary>
    /// <param name="store">Any event store.</param>
    /// <param name="options">How; the defaults where not given.</param>
    /// <param name="timeProvider">Measures delays and the timeout; the system's clock where not given.</param>
    /// <param name="logger">Is told what was forced past others (Warning) and what is decided again (Debug); nobody where not given.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">An option is out of its bounds.</exception>
    public CommandExecutor(
        IEventStore store, CommandOptions? options = null, TimeProvider? timeProvider = null, ILogger<CommandExecutor>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.options = (options ?? new CommandOptions()).Validated();
        this.timeProvider = timeProvider ?? TimeProvider.System;
        this.logger = logger ?? NullLogger<CommandExecutor>.Instance;
        pipeline = this.options.Backoff.Pipeline(this.timeProvider, static outcome => outcome is { Exception: null, Result: null });
    }

    private async Task<CommandAnswer<TState>> RunAsync<TState>(
        StreamId stream,
        Basis<TState> basis,
        Func<DecisionContext<TState>, CancellationToken, Task<IEnumerable<object>>> decide,
        CommandSettings? settings,
        Type? commandType,
        CancellationToken cancellationToken)
    {
        Arguments.RefuseDefault(stream);
        settings ??= CommandSettings.None;
        var run = new CommandRun<TState>(settings, options.MaxPassedOver)
        {
            Store = store,
            Limits = (store as ILimitedStore)?.Limits ?? EventStoreLimits.Widest,
            Stream = stream,
            Strategy = settings.Strategy
                ?? options.StrategyOf(settings.Command?.GetType())
                ?? options.StrategyOf(commandType)
                ?? Strategies.Default(settings.Seen),
            Basis = basis,
            Decide = decide,
            OnForced = (append, passedOver) => LogForced(stream, append.Version, passedOver),
        };

        using var timeout = new CancellationTokenSource(options.Timeout, timeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var answer = await pipeline.ExecuteAsync(AttemptAsync, run, both.Token).ConfigureAwait(false);
            return answer ?? throw new OperationCanceledException(both.Token);
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            // The caller knows its own token, not the one it was linked to.
            throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken);
        }
        catch (OperationCanceledException ended) when (timeout.IsCancellationRequested)
        {
            throw new CommandTimeoutException(stream, options.Timeout, run.Attempts, ended);
        }
    }

    private async ValueTask<CommandAnswer<TState>?> AttemptAsync<TState>(CommandRun<TState> run, CancellationToken cancellationToken)
    {
        var answer = await run.AttemptAsync(cancellationToken).ConfigureAwait(false);
        if (answer is not null)
        {
            return answer;
        }

        if (run.Attempts < options.MaxAttempts)
        {
            LogDecidingAgain(run.Stream, run.Attempts, options.MaxAttempts, run.LastRefusal!.Message);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }

        var last = run.LastRefusal!;
        return new(new StreamContendedException(run.Stream, last.Expected, last.Actual, run.Attempts, last));
    }

    [LoggerMessage(1, LogLevel.Warning, "A command was forced into stream '{Stream}', now at version {Version}. No rule was asked; passed over: {PassedOver}.")]
    private partial void LogForced(StreamId stream, long version, MissedEvents passedOver);

    [LoggerMessage(2, LogLevel.Debug, "Deciding again on stream '{Stream}' after attempt {Attempt} of {MaxAttempts}: {Refusal}")]
    private partial void LogDecidingAgain(StreamId stream, int attempt, int maxAttempts, string refusal);
}
