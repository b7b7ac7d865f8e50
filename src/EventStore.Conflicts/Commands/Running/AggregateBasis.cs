namespace EventStore.Conflicts.Commands;

/// <summary>
/// An aggregate changes while it decides, and is dirty if that comes to nothing: so the events are kept, and every attempt gets a fresh one. What is read again from
/// the store is the missed tail alone.
/// </summary>
internal sealed class AggregateBasis<TAggregate>(Func<TAggregate> create) : Basis<TAggregate>
    where TAggregate : AggregateRoot
{
    private readonly List<RecordedEvent> events = [];

    internal override TAggregate Build()
    {
        var aggregate = create();
        if (aggregate is not { Version: 0, UncommittedEvents.Count: 0 })
        {
            throw new InvalidOperationException($"The function that makes a {typeof(TAggregate)} must return a new and empty one each time.");
        }

        foreach (var each in events)
        {
            try
            {
                aggregate.Load(each);
            }
            catch (InvalidCommandException refusal)
            {
                throw HasHappened(each, refusal);
            }
        }

        return aggregate;
    }

    internal override bool TryForesee(TAggregate state, IReadOnlyList<NewEvent> decided, out TAggregate foreseen)
    {
        foreseen = state;
        return true;
    }

    internal override void Commit(TAggregate foreseen, long version) => foreseen.Commit(version);

    protected override void Take(RecordedEvent recorded) => events.Add(recorded);
}
