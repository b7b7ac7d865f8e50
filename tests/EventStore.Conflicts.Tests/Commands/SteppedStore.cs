using System.Runtime.CompilerServices;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Commands;

/// <summary>A store on which every call is a step of an interleaving.</summary>
internal sealed class SteppedStore(IEventStore inner, Interleaving steps) : ForwardingStore(inner)
{
    public override async Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        await steps.StepAsync();
        return await base.AppendToStreamAsync(stream, expected, events, options, cancellationToken);
    }

    public override async Task<EventKey?> FindEventKeyAsync(Guid eventId, CancellationToken cancellationToken = default)
    {
        await steps.StepAsync();
        return await base.FindEventKeyAsync(eventId, cancellationToken);
    }

    public override async IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await steps.StepAsync();
        await foreach (var each in base.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken))
        {
            yield return each;
        }
    }
}
