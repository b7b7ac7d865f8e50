namespace EventStore.Conflicts.Commands;

/// <summary>A state that never changes, and gives way to the next one.</summary>
internal sealed class FoldBasis<TState>(Fold<TState> fold) : Basis<TState>
{
    private TState state = fold.Initial;

    internal override TState Build() => state;

    internal override bool TryForesee(TState state, IReadOnlyList<NewEvent> decided, out TState foreseen)
    {
        foreseen = state;
        foreach (var each in decided)
        {
            if (each.Data is null)
            {
                return false;
            }

            foreseen = fold.Evolve(foreseen, each.Data);
        }

        return true;
    }

    protected override void Take(RecordedEvent recorded)
    {
        try
        {
            state = fold.Evolve(state, recorded.Data ?? recorded);
        }
        catch (InvalidCommandException refusal)
        {
            throw HasHappened(recorded, refusal);
        }
    }
}
