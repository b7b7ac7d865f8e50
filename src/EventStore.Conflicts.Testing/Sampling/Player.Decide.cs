using EventStore.Conflicts.Testing.Printing;

namespace EventStore.Conflicts.Testing.Sampling;

/// <content>One decision at the end of a walk, and what can be wrong with it.</content>
internal sealed partial class Player<TState>
{
    private Decided Decide(Trial walk, Step step)
    {
        var decision = model.Decisions[step.Decision];
        var draws = new Draws(step.Seed, step.Choices);
        var before = Fold(walk.Events);
        if (!before.IsSound)
        {
            return Wrong("the same events, folded again, are not sound any more", before.Thrown);
        }

        object? decided;
        try
        {
            decided = decision.Decide((TState)before.State!, draws);
        }
        catch (Exception thrown)
        {
            return Wrong($"the decision of '{decision.Type.Name}' throws {thrown.GetType().Name}: {thrown.Message}", thrown);
        }

        if (decided is null)
        {
            return new Decided(Taken(), Event: null, Problem: null);
        }

        if (decided.GetType() != decision.Type.Type)
        {
            return Wrong($"the decision of '{decision.Type.Name}' gives a {decided.GetType().Name}, not exactly a {decision.Type.Type.Name}");
        }

        var after = Fold([.. walk.Events, decided]);
        return after.IsSound
            ? new Decided(Taken(), decided, Problem: null)
            : Wrong(
                $"an event of '{decision.Type.Name}', on the very state it was decided on, {after.Failure}",
                after.Thrown,
                ("event", model.Print(decided)),
                ("after", after.Describe(model.Print)));

        Step Taken() => step with { Choices = draws.Taken };

        Decided Wrong(string what, Exception? thrown = null, params IEnumerable<(string, string)> then) => new(Taken(), Event: null, Problem(
            walk with { Sample = new Sample([.. walk.Sample.Walk, Taken()], []) },
            what,
            thrown,
            [("reached by", Story.Events(walk.Events, model.Print)), ("before", before.Describe(model.Print)), .. then]));
    }

    private static Trial Problem(Trial trial, string what, Exception? thrown, params IEnumerable<(string, string)> story) =>
        trial with { Problem = new AggregateModelException(Story.Tell($"The model of {AggregateModel<TState>.Name} is wrong: {what.TrimEnd('.')}.", story), thrown) };

    /// <summary>What became of a decision: an event, or null where it wasn't possible, or what is wrong with the model.</summary>
    private sealed record Decided(Step Taken, object? Event, Trial? Problem);
}
