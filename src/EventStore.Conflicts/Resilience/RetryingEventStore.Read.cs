using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Resilience;

public sealed partial class RetryingEventStore
{
    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null,
        CancellationToken cancellationToken = default)
    {
        // Opened once here, so that wrong arguments fail at the call and not at the first event.
        _ = inner.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken);
        return ResumingAsync(
            (last, remaining, token) =>
            {
                var next = last is null ? fromVersion : last.Version + (direction == ReadDirection.Forwards ? 1 : -1);
                return next == 0 ? null : inner.ReadStreamAsync(stream, direction, next, remaining, token);
            },
            maxCount,
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        GlobalPosition? after = null, long? maxCount = null, CancellationToken cancellationToken = default)
    {
        _ = inner.ReadAllAsync(after, maxCount, cancellationToken);
        return ResumingAsync(
            (last, remaining, token) => inner.ReadAllAsync(last?.Position ?? after, remaining, token), maxCount, cancellationToken);
    }

    /// <summary>Enumerates, and after a fault opens again behind the last event that was given.</summary>
    private async IAsyncEnumerable<RecordedEvent> ResumingAsync(
        Func<RecordedEvent?, long?, CancellationToken, IAsyncEnumerable<RecordedEvent>?> open,
        long? maxCount,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RecordedEvent? last = null;
        var remaining = maxCount;
        using var waiting = WaitingOf(cancellationToken);
        IAsyncEnumerator<RecordedEvent>? current = null;
        try
        {
            while (remaining != 0 && await RetryAsync(MoveNextAsync, waiting?.Token ?? closing.Token, cancellationToken).ConfigureAwait(false))
            {
                last = current!.Current;
                remaining--;
                yield return last;
            }
        }
        finally
        {
            if (current is not null)
            {
                await current.DisposeAsync().ConfigureAwait(false);
            }
        }

        async Task<bool> MoveNextAsync()
        {
            current ??= open(last, remaining, cancellationToken)?.GetAsyncEnumerator(cancellationToken);
            try
            {
                return current is not null && await current.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is EventStoreException)
            {
                await current!.DisposeAsync().ConfigureAwait(false);
                current = null;
                throw;
            }
        }
    }
}
