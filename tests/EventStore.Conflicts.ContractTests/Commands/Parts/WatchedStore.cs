using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Remembers what was asked of it: the versions that each read gave, and the expectation and the ids of each append. For one thread at a time.</summary>
public sealed class WatchedStore(IEventStore inner) : ForwardingStore(inner)
{
    /// <summary>The versions each read gave, for example <c>1-3</c>, or <c>-</c> where it gave none.</summary>
    public IList<string> Reads { get; } = [];

    /// <summary>The appends, as they were sent.</summary>
    public IList<(ExpectedVersion Expected, IReadOnlyList<NewEvent> Events)> Appends { get; } = [];

    /// <inheritdoc/>
    public override Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        Appends.Add((expected, events));
        return base.AppendToStreamAsync(stream, expected, events, options, cancellationToken);
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream,
        ReadDirection direction = ReadDirection.Forwards,
        long? fromVersion = null,
        long? maxCount = null,
        CancellationToken cancellationToken = default) =>
        WatchAsync(base.ReadStreamAsync(stream, direction, fromVersion, maxCount, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<RecordedEvent> WatchAsync(IAsyncEnumerable<RecordedEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = new List<long>();
        await foreach (var each in events.WithCancellation(cancellationToken))
        {
            given.Add(each.Version);
            yield return each;
        }

        Reads.Add(given.Count == 0 ? "-" : $"{new VersionRange(given[0], given[^1])}");
    }
}
