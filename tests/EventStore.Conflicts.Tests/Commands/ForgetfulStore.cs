using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Tests.Resilience;

namespace EventStore.Conflicts.Tests.Commands;

/// <summary>Loses the answer to the first append.</summary>
internal sealed class ForgetfulStore(IEventStore inner) : ForwardingStore(inner)
{
    private bool hasForgotten;

    public override async Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        var result = await base.AppendToStreamAsync(stream, expected, events, options, cancellationToken);
        if (hasForgotten)
        {
            return result;
        }

        hasForgotten = true;
        throw Faults.Unknown;
    }
}
