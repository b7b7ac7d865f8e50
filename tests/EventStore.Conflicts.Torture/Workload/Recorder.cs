using System.Collections.Concurrent;
using System.Diagnostics;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Sends and reads for all callers of a history, and writes down what happens. Safe for many threads.</summary>
internal sealed partial class Recorder(IEventStore store, HistoryRules rules, IReadOnlySet<StreamId> streams)
{
    private readonly Lock gate = new();
    private readonly List<(Batch Batch, NewEvent[] Events)> batches = [];
    private readonly ConcurrentQueue<Call> calls = [];
    private IEventStore store = store;
    private int numbers;

    /// <summary>Goes on with another store over the same streams: the one before is closed.</summary>
    internal void GoOnWith(IEventStore reopened) => store = reopened;

    /// <summary>A new batch; its number.</summary>
    internal int Add(Batch batch)
    {
        NewEvent[] events = [.. batch.Events.Select(EventData.ToNew)];
        lock (gate)
        {
            batches.Add((batch, events));
            return batches.Count - 1;
        }
    }

    internal Batch BatchOf(int number)
    {
        lock (gate)
        {
            return batches[number].Batch;
        }
    }

    /// <summary>Sends a batch; what was answered, and where it succeeded the whole of it.</summary>
    internal async Task<(Call Call, AppendResult? Result)> SendAsync(int worker, int batch, ExpectedVersion expected)
    {
        (Batch Batch, NewEvent[] Events) sent;
        lock (gate)
        {
            sent = batches[batch];
        }

        var number = Interlocked.Increment(ref numbers);
        var start = Stopwatch.GetTimestamp();
        AppendResult? result = null;
        Exception? failure = null;
        try
        {
            result = await store.AppendToStreamAsync(sent.Batch.Stream, expected, sent.Events);
        }
        catch (Exception thrown) when (thrown is EventStoreException or OperationCanceledException or ObjectDisposedException)
        {
            failure = thrown;
        }

        var call = new Call
        {
            Worker = worker,
            Number = number,
            Batch = batch,
            Expected = expected,
            Start = start,
            End = Stopwatch.GetTimestamp(),
            Outcome = result is not null ? OutcomeOf(result) : OutcomeOf(failure!),
            Versions = result?.Versions,
            Position = result?.Position,
            Head = result is { Versions: null } ? result.Version : (failure as ConcurrencyException)?.Actual,
        };
        calls.Enqueue(call);
        return (call, result);
    }

    private static CallOutcome OutcomeOf(AppendResult result) => result.Outcome switch
    {
        AppendOutcome.Appended => CallOutcome.Appended,
        AppendOutcome.Admitted => CallOutcome.Admitted,
        AppendOutcome.Dropped => CallOutcome.Dropped,
        _ => CallOutcome.AlreadyAppended,
    };

    private static CallOutcome OutcomeOf(Exception failure) => failure switch
    {
        StreamConflictException => CallOutcome.Refused,
        WrongExpectedVersionException => CallOutcome.WrongVersion,
        StreamContendedException => CallOutcome.Contended,
        DuplicateEventException => CallOutcome.DuplicateId,
        AppendOutcomeUnknownException => CallOutcome.Unknown,
        OperationCanceledException => CallOutcome.Cancelled,
        _ => CallOutcome.Failed,
    };
}
