using System.Collections.Concurrent;
using System.Diagnostics;
using EventStore.Conflicts.Histories;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Sends and reads for all callers of a history, and writes down what happens. Safe for many threads.</summary>
internal sealed partial class Recorder
{
    private readonly IEventStore store;
    private readonly HistoryRules rules;
    private readonly IReadOnlySet<StreamId> streams;
    private readonly IWitness? witness;
    private readonly Lock gate = new();
    private readonly List<(Batch Batch, NewEvent[] Events)> batches = [];
    private readonly ConcurrentQueue<Call> calls;
    private int numbers;

    /// <summary>For callers of <paramref name="store"/>, who go on from a <paramref name="past"/> where there is one.</summary>
    internal Recorder(IEventStore store, HistoryRules rules, IReadOnlySet<StreamId> streams, Past? past = null, IWitness? witness = null)
    {
        (this.store, this.rules, this.streams, this.witness) = (store, rules, streams, witness);
        past ??= Past.Empty;
        batches.AddRange(past.Batches.Select(batch => (batch, ToNew(batch))));
        calls = new ConcurrentQueue<Call>(past.Calls);
        observations = new ConcurrentQueue<Observation>(past.Observations);
        numbers = past.Calls.Select(call => call.Number).DefaultIfEmpty().Max();
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
            witness?.Tell(batch);
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
        var begun = new Call { Worker = worker, Number = number, Batch = batch, Expected = expected, Start = start, End = long.MaxValue, Outcome = CallOutcome.Unknown };
        witness?.Tell(begun);
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

        var call = begun with
        {
            End = Stopwatch.GetTimestamp(),
            Outcome = result is not null ? OutcomeOf(result) : OutcomeOf(failure!),
            Versions = result?.Versions,
            Position = result?.Position,
            Head = result is { Versions: null } ? result.Version : (failure as ConcurrencyException)?.Actual,
        };
        LastFailure = call.Outcome is CallOutcome.Failed or CallOutcome.Unknown ? failure : LastFailure;
        witness?.Tell(call);
        calls.Enqueue(call);
        return (call, result);
    }

    /// <summary>Sends everything that was ever sent once more, and expects nothing: what is there is recognised, and what isn't is written now.</summary>
    internal async Task SendAllAgainAsync(int worker)
    {
        for (var batch = 0; batch < batches.Count; batch++)
        {
            await SendAsync(worker, batch, ExpectedVersion.Any);
        }
    }

    /// <summary>The same on a store that works again, whatever ailed it before: whatever was in doubt is settled, and new events are taken.</summary>
    /// <exception cref="InvalidOperationException">It doesn't work.</exception>
    internal async Task SettleAsync(int worker)
    {
        LastFailure = null;
        await SendAllAgainAsync(worker);
        if (LastFailure is not null)
        {
            throw new InvalidOperationException($"The store still fails when nothing ails it any more: {LastFailure.Message}", LastFailure);
        }
    }

    private static NewEvent[] ToNew(Batch batch) => [.. batch.Events.Select(EventData.ToNew)];

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
