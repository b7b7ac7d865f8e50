namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>Declares registries at random, piece by piece, and leaves out each piece that would contradict the others.</summary>
internal sealed class RegistryGen(Random random)
{
    private int line;

    /// <summary>The last one that could not be built; null where no piece was left out.</summary>
    internal Declared? Refused { get; private set; }

    internal Declared Next()
    {
        var declared = new Declared(One(TypeNames.All), [], [], [], IsStrict: false);
        for (var i = random.Next(1, 7); i > 0; i--)
        {
            declared = LongerIfBuilt(declared, declared with { Blocks = [.. declared.Blocks, Block()] });
        }

        for (var i = random.Next(-3, 3); i > 0; i--)
        {
            declared = LongerIfBuilt(declared, declared with { Betweens = [.. declared.Betweens, Between()] });
        }

        if (Chance(10))
        {
            declared = declared with { Caps = [ACap()] };
        }

        return Chance(12) ? LongerIfBuilt(declared, declared with { IsStrict = true }) : declared;
    }

    private Declared LongerIfBuilt(Declared shorter, Declared longer)
    {
        if (!new RegistryModel(longer).Problems().Any())
        {
            return longer;
        }

        Refused = longer;
        return shorter;
    }

    private Block Block()
    {
        var mine = random.Next(100) switch
        {
            < 45 => new Reference(Net(), null),
            < 65 => new Reference(One(NetType.Bases), null),
            < 82 => new Reference(null, One(TypeNames.Names)),
            _ => new Reference(null, One(Patterns.All)),
        };
        var includingDerived = mine.Net is not null && (NetType.Bases.Contains(mine.Net) ? Chance(90) : Chance(5));
        var verbs = Verbs(byType: mine.Net is not null).ToList();
        if (Chance(12))
        {
            verbs.Insert(random.Next(verbs.Count + 1), new Said(Verb.AtMost, ++line) { Cap = ACap() });
        }

        return new Block(mine, includingDerived, ++line, verbs);
    }

    private IEnumerable<Said> Verbs(bool byType) => random.Next(100) switch
    {
        < 2 => [new Said(Verb.Never, ++line), new Said(Verb.Never, ++line)],
        < 14 => [new Said(Verb.Never, ++line)],
        < 35 => [.. Several(Verb.CompatibleOnly, byType, random.Next(1, 4)), .. Itself(byType, random.Next(3))],
        < 92 => [.. Several(Verb.Conflicts, byType, random.Next(3)), .. Several(Verb.Compatible, byType, random.Next(-1, 3)), .. Itself(byType, random.Next(1, 8))],
        < 96 => [.. Several(One(Enum.GetValues<Verb>()[..^1]), byType, 1), .. Several(One(Enum.GetValues<Verb>()[..^1]), byType, 1)],
        _ => [],
    };

    /// <summary>Nothing, one of the two, or both.</summary>
    private IEnumerable<Said> Itself(bool byType, int what) => what switch
    {
        0 => [],
        1 => [new Said(Verb.CompatibleWithItself, ++line)],
        2 when Chance(5) => [.. Itself(byType, 1), .. Itself(byType, 3)],
        _ => [new Said(Verb.ConflictsWithItself, ++line) { Question = Chance(40) ? AQuestion(byType) : null, IncludingDerived = byType && Chance(10) }],
    };

    private IEnumerable<Said> Several(Verb verb, bool byType, int count)
    {
        for (; count > 0; count--)
        {
            yield return byType ? ByType(verb) : ByName(verb);
        }
    }

    private Said ByType(Verb verb)
    {
        var said = new Said(verb, ++line) { Question = verb is Verb.Conflicts or Verb.ConflictsWithItself && Chance(35) ? AQuestion() : null };
        if (verb is Verb.Never or Verb.ConflictsWithItself or Verb.CompatibleWithItself)
        {
            return said;
        }

        var isBase = Chance(35);
        return said with { Theirs = [new Reference(isBase ? One(NetType.Bases) : Net(), null)], IncludingDerived = isBase ? Chance(95) : Chance(5) };
    }

    private Said ByName(Verb verb)
    {
        var said = new Said(verb, ++line)
        {
            Question = verb is Verb.Conflicts or Verb.ConflictsWithItself && Chance(35) ? AQuestion(byType: false) : null,
        };
        return verb is Verb.Never or Verb.ConflictsWithItself or Verb.CompatibleWithItself ? said : said with
        {
            Theirs = [.. Enumerable.Range(0, Chance(2) ? 0 : random.Next(1, 4)).Select(_ => new Reference(null, One(Chance(35) ? Patterns.All : TypeNames.Names)))],
        };
    }

    private Between Between() => new(Net(), Net(), Chance(70), Chance(30) ? Question.Less : null, ++line);

    private Cap ACap() => random.Next(3) switch
    {
        0 => new Cap(random.Next(1, 4), null, ++line),
        1 => new Cap(null, random.Next(1, 10), ++line),
        _ => new Cap(random.Next(1, 4), random.Next(1, 10), ++line),
    };

    private Question AQuestion(bool byType = true)
    {
        var question = One(Enum.GetValues<Question>());
        return byType || question is not (Question.OddWithVersion or Question.SameKeyInAnyCase or Question.SameKeyOrFails) ? question : Question.SameKey;
    }

    private NetType Net() => Chance(1) ? NetType.NeverMapped : One(NetType.Concrete);

    private bool Chance(int percent) => random.Next(100) < percent;

    private T One<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
