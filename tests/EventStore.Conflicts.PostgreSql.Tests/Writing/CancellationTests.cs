using System.Collections.Concurrent;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql.Tests.Writing;

/// <summary>Many call and give up at any moment: before a connection, a number of a type, a place or an answer was had, or too late.</summary>
public sealed class CancellationTests : StoreTest
{
    private const int Minute = 60_000;
    private const int Callers = 16;
    private const int CallsPerCaller = 100;
    private const int Connections = 5;
    private const int Types = 100;

    private readonly ConcurrentBag<Guid> acknowledged = [];
    private readonly ConcurrentBag<Guid> cancelled = [];
    private readonly CancellationTokenSource[] tokens = [.. Enumerable.Range(0, Callers).Select(_ => new CancellationTokenSource())];

    [Fact(Timeout = Minute)]
    public async Task In_a_storm_of_cancellations_every_call_ends_and_exactly_what_was_acknowledged_is_there()
    {
        var host = Connect(address => address.MaxPoolSize = Connections);
        var storage = OpenStorage(options => (options.MaxAppendConnections, options.MaxQueuedAppends) = (3, Callers / 2), host);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(storage, caller), Token)));
        await storage.DisposeAsync();

        cancelled.Should().NotBeEmpty();
        var there = await OpenStorage().FindKeysAsync([.. acknowledged, .. cancelled], Token);
        there.Take(acknowledged.Count).Should().NotBeEmpty().And.OnlyContain(key => key != null);
        there.Skip(acknowledged.Count).Should().OnlyContain(key => key == null, "who is told that it was cancelled relies on it");
        await EveryConnectionIsBackAsync(host, Connections);
    }

    private async Task CallAsync(PostgreSqlEventStorage storage, int caller)
    {
        var random = new Random(caller);
        for (var call = 0; call < CallsPerCaller; call++)
        {
            var own = new CancellationTokenSource();
            Volatile.Write(ref tokens[caller], own);
            var (sent, calling) = Begin(storage, random, own.Token);

            // Its own or somebody else's, who may be anywhere by now.
            await Volatile.Read(ref tokens[random.Next(Callers)]).CancelAsync();
            try
            {
                await calling;
                Keep(sent, acknowledged);
            }
            catch (OperationCanceledException) when (own.IsCancellationRequested)
            {
                Keep(sent, cancelled);
            }
        }
    }

    /// <summary>Begins an append or a read; gives the id of what is appended.</summary>
    private static (Guid? Sent, Task Calling) Begin(PostgreSqlEventStorage storage, Random random, CancellationToken cancellationToken)
    {
        var stream = new StreamId($"client-{random.Next(4)}");
        if (random.Next(4) == 0)
        {
            return (null, storage.GetStreamVersionAsync(stream, cancellationToken));
        }

        var sent = Guid.CreateVersion7();
        var append = new StorageAppend
        {
            Stream = stream,
            Expected = Any,
            Condition = AppendCondition.RefuseAnything,
            Events = [new EncodedEvent(sent, $"type-{random.Next(Types)}", "{}"u8.ToArray(), default)],
        };
        return (sent, storage.AppendAsync(append, cancellationToken));
    }

    private static void Keep(Guid? sent, ConcurrentBag<Guid> ids)
    {
        if (sent is { } id)
        {
            ids.Add(id);
        }
    }
}
