using System.Collections.Concurrent;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Resilience;
using EventStore.Conflicts.Torture.Victims;

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
    private readonly ConcurrentQueue<Call> calls;
    private int numbers;

    /// <summary>Records what is done to a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="plot">What it was opened with.</param>
    /// <param name="faults">What is done about faults of its engine.</param>
    /// <param name="past">What happened before, where its callers go on.</param>
    /// <param name="journal">Is told of every append before and after it is made, where the process may not live to the end.</param>
    internal Recorder(IEventStore store, Plot plot, Faults faults = Faults.NotExpected, Past? past = null, Journal? journal = null)
    {
        (this.plot, this.faults, this.journal) = (plot, faults, journal);
        past ??= Past.Empty;
        batches.AddRange(past.Batches.Select(batch => (batch, ToNew(batch))));
        calls = new ConcurrentQueue<Call>(past.Calls);
        observations = new ConcurrentQueue<Observation>(past.Observations);
        numbers = past.Calls.Select(call => call.Number).DefaultIfEmpty().Max();
        streams = [.. plot.Streams];
        reading = faults == Faults.NotExpected ? store : new RetryingEventStore(store, Patience());
        writing = faults == Faults.Retried ? new RetryingEventStore(store, Patience(OnRetry)) : store;
    }

    /// <summary>The last error that was neither a refusal nor a cancellation; null where there was none.</summary>
    internal Exception? LastFailure { get; private set; }

    /// <summary>What was written down up to now.</summary>
    internal Past Past
    {
        get
        {
            lock (gate)
            {
                return new Past([.. batches.Select(each => each.Batch)], [.. calls], [.. observations]);
            }
        }
    }

    /// <summary>A new batch; its number.</summary>
    internal int Add(Batch batch)
    {
        var events = ToNew(batch);
        lock (gate)
        {
            journal?.Write(batch);
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
        LastFailure = call.Outcome is CallOutcome.Failed or CallOutcome.Unknown ? failure : LastFailure;
        journal?.Write(call);
        calls.Enqueue(call);
        return (call, result);
    }

    private static NewEvent[] ToNew(Batch batch) => [.. batch.Events.Select(EventData.ToNew)];
}
