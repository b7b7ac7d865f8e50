using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Tests.Commands;

/// <summary>Something happens right before a commit, when a token has no effect on it any more, or right after it.</summary>
internal sealed class InterruptedStore(IEventStore inner) : ForwardingStore(inner)
{
    internal Func<Task> Before { get; init; } = () => Task.CompletedTask;

    internal Func<Task> After { get; init; } = () => Task.CompletedTask;

    public override async Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Before();
        var result = await base.AppendToStreamAsync(stream, expected, events, options, CancellationToken.None);
        await After();
        return result;
    }
}
