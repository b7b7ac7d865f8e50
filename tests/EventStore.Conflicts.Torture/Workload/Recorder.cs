using System.Collections.Concurrent;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Sends and reads for all callers of a history, and writes down what happens. Safe for many threads.</summary>
internal sealed partial class Recorder
{
    private readonly IEventStore writing;
    private readonly IEventStore reading;
    private readonly Plot plot;
    private readonly HashSet<StreamId> streams;
    private readonly Faults faults;
    private readonly Journal? journal;
    private readonly Lock gate = new();
    private readonly List<(Batch Batch, NewEvent[] Events)> batches = [];
    private readonly ConcurrentQueue<Call> calls = [];
    private int numbers;

    /// <summary>Records what is done to a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="plot">What it was opened with.</param>
    /// <param name="faults">What is done about faults of its engine.</param>
    /// <param name="journal">Is told of every append before and after it is made, where the process may not live to the end.</param>
    internal Recorder(IEventStore store, Plot plot, Faults faults, Journal? journal = null)
    {
        (this.plot, this.faults, this.journal) = (plot, faults, journal);
        streams = [.. plot.Streams];
        reading = faults == Faults.NotExpected ? store : new RetryingEventStore(store, Patience());
        writing = faults == Faults.Retried ? new RetryingEventStore(store, Patience(OnRetry)) : store;
    }

    /// <summary>A new batch; its number.</summary>
    internal int Add(Batch batch)
    {
        NewEvent[] events = [.. batch.Events.Select(EventData.ToNew)];
        lock (gate)
        {
            batches.Add((batch, events));
            journal?.Write(batch);
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

        var attempt = new Attempt(worker, Interlocked.Increment(ref numbers), batch, expected);
        sending.Value = attempt;
        journal?.Write(attempt.Endless());
        AppendResult? result = null;
        Exception? failure = null;
        try
        {
            result = await writing.AppendToStreamAsync(sent.Batch.Stream, expected, sent.Events);
        }
        catch (Exception thrown) when (thrown is EventStoreException or OperationCanceledException or ObjectDisposedException)
        {
            failure = thrown;
        }

        var call = attempt.Ended(result, failure);
        calls.Enqueue(call);
        journal?.Write(call);
        return (call, result);
    }
}
