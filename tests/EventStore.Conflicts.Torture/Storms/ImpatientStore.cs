using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.Torture.Storms;

/// <summary>A store whose callers lose patience at random, and that knows who still waits for it. Safe for many threads.</summary>
internal sealed class ImpatientStore(IEventStore inner, int seed) : ForwardingStore(inner)
{
    private readonly ConcurrentDictionary<int, string> underWay = [];
    private int calls;
    private int cancelledReads;

    /// <summary>Reads that ended because their token was fired.</summary>
    internal int CancelledReads => cancelledReads;

    /// <summary>The calls that have no answer.</summary>
    internal IEnumerable<string> UnderWay => underWay.Values;

    /// <inheritdoc/>
    public override async Task<AppendResult> AppendToStreamAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, AppendOptions? options = null, CancellationToken cancellationToken = default)
    {
        var number = Begin($"an append of {events.Count} events to '{stream}' that expects {expected}");
        await using var patience = new Patience(RandomOf(number));
        try
        {
            var answer = Inner.AppendToStreamAsync(stream, expected, events, options, patience.Token);
            patience.Called();
            return await answer;
        }
        catch (OperationCanceledException unasked) when (!patience.Token.IsCancellationRequested)
        {
            throw Unasked(number, unasked);
        }
        finally
        {
            underWay.TryRemove(number, out _);
        }
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamId stream, ReadDirection direction = ReadDirection.Forwards, long? fromVersion = null, long? maxCount = null, CancellationToken cancellationToken = default) =>
        ReadAsync($"a read of '{stream}'", token => Inner.ReadStreamAsync(stream, direction, fromVersion, maxCount, token), cancellationToken);

    /// <inheritdoc/>
    public override IAsyncEnumerable<RecordedEvent> ReadAllAsync(GlobalPosition? after = null, long? maxCount = null, CancellationToken cancellationToken = default) =>
        ReadAsync($"a read of all after {after}", token => Inner.ReadAllAsync(after, maxCount, token), cancellationToken);

    private async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string what, Func<CancellationToken, IAsyncEnumerable<RecordedEvent>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var number = Begin(what);
        await using var patience = new Patience(RandomOf(number));
        await using var events = read(patience.Token).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            while (await NextAsync(number, events, patience))
            {
                yield return events.Current;
            }
        }
        finally
        {
            underWay.TryRemove(number, out _);
        }
    }

    private async Task<bool> NextAsync(int number, IAsyncEnumerator<RecordedEvent> events, Patience patience)
    {
        try
        {
            var next = events.MoveNextAsync();
            patience.Called();
            return await next;
        }
        catch (OperationCanceledException cancelled)
        {
            Interlocked.Increment(ref cancelledReads);
            throw patience.Token.IsCancellationRequested ? cancelled : Unasked(number, cancelled);
        }
    }

    private int Begin(string what)
    {
        var number = Interlocked.Increment(ref calls);
        underWay[number] = what;
        return number;
    }

    private Random RandomOf(int number) => new(unchecked((seed * 397) ^ number));

    private InvalidOperationException Unasked(int number, Exception unasked) =>
        new($"{underWay[number]} was cancelled, and nobody had asked for it.", unasked);
}
