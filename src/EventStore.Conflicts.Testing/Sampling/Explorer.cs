namespace EventStore.Conflicts.Testing.Sampling;

/// <summary>Walks to many reachable states, once, and lets pairs of decisions meet on them.</summary>
internal sealed class Explorer<TState>
{
    /// <summary>How many counterexamples of a pair are made smaller, to keep the smallest: one alone is sometimes stuck at something larger.</summary>
    private const int MaxFound = 5;

    private readonly AggregateModel<TState> model;
    private readonly CheckOptions options;
    private readonly Player<TState> player;
    private readonly IReadOnlyList<Trial> walks;

    /// <exception cref="AggregateModelException">A walk finds the model wrong.</exception>
    internal Explorer(AggregateModel<TState> model, CheckOptions options)
    {
        (this.model, this.options, player) = (model, options, new Player<TState>(model));
        var random = new Random(options.Seed);
        walks = [.. Enumerable.Range(0, options.States).Select(i => Walk(random, (int)((long)i * (options.MaxEvents + 1) / options.States)))];
    }

    /// <exception cref="AggregateModelException">The model is wrong.</exception>
    internal PairResult Explore(int mine, int theirs, Func<object, object, bool> admits)
    {
        var (samples, mineDecided, theirsDecided) = (0, 0, 0);
        var found = new List<Trial>();
        foreach (var (their, my, walk) in Meetings(theirs, mine))
        {
            var trial = player.Meet(walk, their, my, admits);
            RefuseProblem(trial, admits);
            mineDecided += trial.Mine is null ? 0 : 1;
            theirsDecided += trial.Theirs is null ? 0 : 1;
            samples += trial.Met ? 1 : 0;
            if (trial.Counterexample is null)
            {
                continue;
            }

            found.Add(Shrinker.Shrink(trial, sample => player.Play(sample, admits), each => each.Counterexample is not null));
            if (found.Count == MaxFound)
            {
                break;
            }
        }

        return new PairResult(model.Decisions[mine].Type.Name, model.Decisions[theirs].Type.Name)
        {
            Samples = samples,
            MineDecided = mineDecided,
            TheirsDecided = theirsDecided,
            Counterexample = found.MinBy(trial => trial.Sample.Size)?.Counterexample,
        };
    }

    /// <summary>
    /// The decisions that meet at the end of each walk. They depend on the two types, not on which of them is mine: a pair is found the same both ways round.
    /// </summary>
    private IEnumerable<(Step Theirs, Step Mine, Trial Walk)> Meetings(int theirs, int mine)
    {
        var (low, high) = (Math.Min(theirs, mine), Math.Max(theirs, mine));
        var random = new Random(unchecked((((options.Seed * 31) + low) * 31_337) + high));
        foreach (var walk in walks)
        {
            var (one, other) = (new Step(low, random.Next()), new Step(high, random.Next()));
            yield return theirs == low ? (one, other, walk) : (other, one, walk);
        }
    }

    /// <summary>Takes decisions that are possible, in any order, until there are enough events or nothing is possible any more.</summary>
    private Trial Walk(Random random, int length)
    {
        var walk = player.Begin();
        RefuseProblem(walk, Never);
        var order = Enumerable.Range(0, model.Decisions.Count).ToArray();
        var stuck = false;
        while (walk.Events.Count < length && !stuck)
        {
            random.Shuffle(order);
            var before = walk;
            walk = order.Select(decision => player.Take(before, new Step(decision, random.Next())))
                .FirstOrDefault(next => !ReferenceEquals(next, before), before);
            RefuseProblem(walk, Never);
            stuck = ReferenceEquals(walk, before);
        }

        return walk;
    }

    private void RefuseProblem(Trial trial, Func<object, object, bool> admits)
    {
        if (trial.Problem is not null)
        {
            var smallest = Shrinker.Shrink(trial, sample => player.Play(sample, admits), each => each.Problem is not null).Problem!;
            throw new AggregateModelException($"{smallest.Message}{Environment.NewLine}Seed {options.Seed}.", smallest.InnerException);
        }
    }

    private static bool Never(object mine, object theirs) => false;
}
