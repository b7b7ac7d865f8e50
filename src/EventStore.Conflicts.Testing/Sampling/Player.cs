using EventStore.Conflicts.Testing.Printing;

namespace EventStore.Conflicts.Testing.Sampling;

/// <summary>Plays samples on a model. Every state is folded anew from its events, so that states may change in place.</summary>
internal sealed partial class Player<TState>(AggregateModel<TState> model)
{
    /// <summary>Takes the decisions of a walk, leaving out those that aren't possible, then those of the pair.</summary>
    internal Trial Play(Sample sample, Func<object, object, bool> admits)
    {
        var walk = sample.Walk.Aggregate(Begin(), (walk, step) => walk.Problem is null ? Take(walk, step) : walk);
        return walk.Problem is null && sample.Pair is [var theirs, var mine] ? Meet(walk, theirs, mine, admits) : walk;
    }

    /// <summary>A walk without events.</summary>
    internal Trial Begin()
    {
        var walk = new Trial(new Sample([], []), []);
        var initial = Fold([]);
        return initial.IsSound ? walk : Problem(walk, $"the initial state {initial.Failure}", initial.Thrown, ("state", initial.Describe(model.Print)));
    }

    /// <summary>The walk with one event more, or the same walk where the decision isn't possible.</summary>
    internal Trial Take(Trial walk, Step step)
    {
        var (taken, decided, problem) = Decide(walk, step);
        return problem ?? (decided is null ? walk : new Trial(new Sample([.. walk.Sample.Walk, taken], []), [.. walk.Events, decided]));
    }

    /// <summary>Takes two decisions at the end of a walk that don't see each other, and tries both orders.</summary>
    internal Trial Meet(Trial walk, Step theirs, Step mine, Func<object, object, bool> admits)
    {
        var (their, my) = (Decide(walk, theirs), Decide(walk, mine));
        if ((their.Problem ?? my.Problem) is { } problem)
        {
            return problem;
        }

        var trial = new Trial(new Sample(walk.Sample.Walk, [their.Taken, my.Taken]), walk.Events) { Theirs = their.Event, Mine = my.Event };
        return trial is { Theirs: not null, Mine: not null } && admits(trial.Mine, trial.Theirs) ? InBothOrders(trial, trial.Theirs, trial.Mine) : trial;
    }

    private Trial InBothOrders(Trial trial, object theirs, object mine)
    {
        object[] history = [.. trial.Events, theirs, mine];
        var (theirsThenMine, mineThenTheirs) = (Fold(history), Fold([.. trial.Events, mine, theirs]));
        if (theirsThenMine.IsSound && mineThenTheirs.IsSound)
        {
            if (AreEqual(theirsThenMine, mineThenTheirs))
            {
                return trial with { Met = true };
            }

            if (!AreEqual(theirsThenMine, Fold(history)))
            {
                return Problem(
                    trial,
                    "the same events, folded twice, end in states that are not equal. Compare what states hold (ComparedBy), and fold without chance",
                    thrown: null,
                    ("events", Story.Events(history, model.Print)),
                    ("state", theirsThenMine.Describe(model.Print)));
            }
        }

        return trial with
        {
            Met = true,
            Counterexample = new Counterexample(trial.Events, Fold(trial.Events).State, theirs, mine, theirsThenMine, mineThenTheirs, model.Print),
        };
    }

    private bool AreEqual(OrderResult one, OrderResult other) => model.Equality.Equals((TState)one.State!, (TState)other.State!);

    private OrderResult Fold(IReadOnlyList<object> events)
    {
        try
        {
            var state = events.Aggregate(model.Initial(), model.Evolve);
            return new OrderResult(state, [.. model.Invariants.Where(invariant => !invariant.Value(state)).Select(invariant => invariant.Key)], Thrown: null);
        }
        catch (Exception thrown)
        {
            return new OrderResult(State: null, [], thrown);
        }
    }
}
