namespace EventStore.Conflicts.Testing.Sampling;

/// <summary>Makes a failing sample smaller: takes the first simpler one that fails as well, until there is none.</summary>
internal static class Shrinker
{
    /// <summary>So that slow folds and long walks come to an end as well.</summary>
    private const int MaxTrials = 20_000;

    internal static Trial Shrink(Trial failing, Func<Sample, Trial> play, Func<Trial, bool> fails)
    {
        for (var left = MaxTrials; left > 0;)
        {
            var smaller = Candidates(failing.Sample).TakeWhile(_ => left-- > 0).Select(play)
                .FirstOrDefault(trial => fails(trial) && trial.Sample.Size.CompareTo(failing.Sample.Size) < 0);
            if (smaller is null)
            {
                break;
            }

            failing = smaller;
        }

        return failing;
    }

    private static IEnumerable<Sample> Candidates(Sample sample) => [.. WithoutSteps(sample), .. WithLowerChoices(sample)];

    /// <summary>Without runs of the walk: all of it, halves, quarters, single events.</summary>
    private static IEnumerable<Sample> WithoutSteps(Sample sample)
    {
        for (var length = sample.Walk.Count; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= sample.Walk.Count; at++)
            {
                yield return sample with { Walk = [.. sample.Walk.Take(at), .. sample.Walk.Skip(at + length)] };
            }
        }
    }

    /// <summary>
    /// Lowers the choices that are equal together (they may mean the same item), then each alone, and with each other by the same amount (their
    /// difference may matter).
    /// </summary>
    private static IEnumerable<Sample> WithLowerChoices(Sample sample)
    {
        long[] choices = [.. sample.Steps.SelectMany(step => step.Choices ?? [])];
        var positive = Enumerable.Range(0, choices.Length).Where(i => choices[i] > 0).ToList();
        IEnumerable<int[]> groups =
        [
            .. positive.GroupBy(i => choices[i]).Select(equal => equal.ToArray()),
            .. positive.SelectMany(i => positive.Where(j => j >= i).Select(j => new[] { i, j })),
        ];
        return groups.SelectMany(group => Amounts(group.Min(i => choices[i])).Select(amount => sample.With(Lowered(choices, group, amount))));
    }

    /// <summary>All of it, a half, a quarter … 1.</summary>
    private static IEnumerable<long> Amounts(long most)
    {
        for (var amount = most; amount > 0; amount /= 2)
        {
            yield return amount;
        }
    }

    private static long[] Lowered(long[] choices, int[] group, long amount) =>
        [.. choices.Select((choice, i) => group.Contains(i) ? choice - amount : choice)];

    private static Sample With(this Sample sample, long[] choices)
    {
        var steps = new List<Step>();
        var next = 0;
        foreach (var step in sample.Steps)
        {
            var count = step.Choices?.Count ?? 0;
            steps.Add(step with { Choices = choices[next..(next + count)] });
            next += count;
        }

        return new Sample(steps[..sample.Walk.Count], steps[sample.Walk.Count..]);
    }
}
