using System.Runtime.CompilerServices;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Commands;

/// <summary>Waits forever, or until it is cancelled.</summary>
internal sealed class HangingStore(IEventStore inner, bool hangOnRead, bool hangOnAppend) : ForwardingStore(inner)
{
    private readonly TaskCompletionSource hangs = new();

    internal Task Hangs => hangs.Task;

    public override async Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        await HangAsync(hangOnAppend, cancellationToken);
        return await base.AppendToStreamAsync(stream, expected, events, options, cancellationToken);
    }

    public override async IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await HangAsync(hangOnRead, cancellationToken);
        await foreach (var each in base.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken))
        {
            yield return each;
        }
    }

    private async Task HangAsync(bool hang, CancellationToken cancellationToken)
    {
        if (hang)
        {
            hangs.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }
}
