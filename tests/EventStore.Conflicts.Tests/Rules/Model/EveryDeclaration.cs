namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>Counts through everything that can be said of a few types by name: every verb, every list, with itself or not.</summary>
internal static class EveryDeclaration
{
    /// <summary>No type is mapped: all that counts is names.</summary>
    internal static readonly TypeNames NoTypes = TypeNames.All.Single(types => !types.Mapped.Any());

    /// <summary>
    /// Everything that can be said of one type about some others: nothing (null), never, and each verb with a list with each set of them and each word on itself. A
    /// list of none is left out, so that only the word on itself is said, once.
    /// </summary>
    internal static IEnumerable<Block?> Of(string mine, string[] others)
    {
        yield return null;
        yield return BlockOf(mine, [new Said(Verb.Never, Line: 1)]);
        foreach (var theirs in SubsetsOf(others))
        {
            foreach (var verb in theirs.Length == 0 ? [Verb.Conflicts] : new[] { Verb.Conflicts, Verb.CompatibleOnly })
            {
                Said[] list = theirs.Length == 0 ? [] : [new Said(verb, Line: 2) { Theirs = [.. theirs.Select(each => new Reference(null, each))] }];
                yield return BlockOf(mine, list);
                yield return BlockOf(mine, [.. list, new Said(Verb.ConflictsWithItself, Line: 3)]);
                yield return BlockOf(mine, [.. list, new Said(Verb.CompatibleWithItself, Line: 4)]);
            }
        }
    }

    /// <summary>Every registry of these types.</summary>
    internal static IEnumerable<Declared> Registries(string[] types)
    {
        IEnumerable<IReadOnlyList<Block>> registries = [[]];
        foreach (var mine in types)
        {
            Block?[] blocks = [.. Of(mine, [.. types.Where(each => each != mine)])];
            registries = registries.SelectMany(_ => blocks, (others, block) => block is null ? others : [.. others, block]);
        }

        return registries.Select(blocks => new Declared(NoTypes, blocks, [], [], IsStrict: false));
    }

    /// <summary>Every sequence of at most so many of <paramref name="choices"/>, the empty one first.</summary>
    internal static IEnumerable<T[]> Sequences<T>(T[] choices, int atMost)
    {
        IEnumerable<T[]> longest = [[]];
        var all = longest;
        for (var length = 1; length <= atMost; length++)
        {
            longest = [.. longest.SelectMany(_ => choices, (shorter, last) => shorter.Append(last).ToArray())];
            all = all.Concat(longest);
        }

        return all;
    }

    private static Block BlockOf(string mine, IReadOnlyList<Said> verbs) => new(new Reference(null, mine), IncludingDerived: false, Line: 5, verbs);

    private static IEnumerable<string[]> SubsetsOf(string[] all) =>
        Enumerable.Range(0, 1 << all.Length).Select(bits => all.Where((_, index) => (bits & (1 << index)) != 0).ToArray());
}
