using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>A registry as it was built, and what its declarations mean for each pair of names.</summary>
internal sealed class ModelledRegistry
{
    private static readonly int Count = TypeNames.Names.Length;

    private readonly RegistryModel model;
    private readonly Decision[] decisions;
    private readonly Verdict[] verdicts;
    private readonly bool[] byName;
    private readonly int[][] asked;
    private readonly int[] askers;
    private readonly int[] known;
    private readonly Cap[][] caps;

    internal ModelledRegistry(RegistryModel model)
    {
        this.model = model;
        Registry = Declaring.Build(model.Declared);
        decisions = [.. from mine in TypeNames.Names from theirs in TypeNames.Names select model.Decide(mine, theirs)];
        int[] indices = [.. Enumerable.Range(0, Count)];
        asked = Array.ConvertAll(indices, mine => Array.FindAll(indices, theirs => decisions[(mine * Count) + theirs].Verdict == Verdict.Ask));
        byName = Array.ConvertAll(TypeNames.Names, model.IsByName);
        askers = Array.FindAll(indices, mine => asked[mine].Length > 0 && (byName[mine] || Declared.Types.IsCurrent(TypeNames.Names[mine])));
        known = Array.FindAll(indices, mine => model.IsKnown(TypeNames.Names[mine]));
        caps = Array.ConvertAll(TypeNames.Names, name => model.CapsOf(name).ToArray());
        verdicts = [.. from mine in TypeNames.Names let condition = Registry.Compile(mine) from theirs in TypeNames.Names select condition.On(theirs)];
    }

    internal Declared Declared => model.Declared;

    internal ConflictRegistry Registry { get; }

    internal Decision Decide(CaseEvent mine, CaseEvent theirs) => decisions[(mine.NameIndex * Count) + theirs.NameIndex];

    /// <summary>What an engine is told of a pair: the decision, or to ask where only a pattern knows the type.</summary>
    internal Verdict VerdictOn(CaseEvent mine, CaseEvent theirs) => verdicts[(mine.NameIndex * Count) + theirs.NameIndex];

    /// <summary>
    /// An incoming name at random: more often one that asks about something, and less often one that nobody knew when the registry was built, because its rules are
    /// compiled each time.
    /// </summary>
    internal int SomeIncoming(Random random) => random.Next(8) switch
    {
        < 3 when askers.Length > 0 => askers[random.Next(askers.Length)],
        < 7 when known.Length > 0 => known[random.Next(known.Length)],
        _ => random.Next(Count),
    };

    /// <summary>The concurrent names about which an incoming event asks.</summary>
    internal int[] AskedAbout(CaseEvent mine) => asked[mine.NameIndex];

    internal bool CanBeObject(CaseEvent mine) => mine.Data != Payload.Broken && Declared.Types.IsCurrent(mine.Name);

    /// <summary>True where most of what is asked about an incoming event looks at JSON.</summary>
    internal bool IsByName(CaseEvent mine) => byName[mine.NameIndex];

    /// <summary>The caps that an append exceeds.</summary>
    internal List<Cap> Exceeded(ModelCase each)
    {
        var exceeded = new List<Cap>();
        var age = ModelCase.Now - ModelCase.TimeOf(each.FirstVersion);
        Add(Declared.Caps);
        foreach (var mine in each.Batch)
        {
            Add(caps[mine.NameIndex]);
        }

        return exceeded;

        void Add(IReadOnlyList<Cap> some) =>
            exceeded.AddRange(some.Where(cap => each.Window.Length > 0 && (each.Window.Length > cap.Events || age > cap.Age)));
    }

    /// <summary>Where the registry decides otherwise than its declarations say; null where it never does.</summary>
    internal string? Difference()
    {
        for (var i = 0; i < decisions.Length; i++)
        {
            var (mine, theirs) = (TypeNames.Names[i / Count], TypeNames.Names[i % Count]);
            var (said, decided) = (decisions[i], Registry.Decide(mine, theirs));
            if ((said.Verdict, said.Kind, said.Line) != (decided.Verdict, decided.Rule.Kind, decided.Rule.DeclaredAt?.Line))
            {
                return $"'{mine}' with '{theirs}': {said} is declared, {decided} decided";
            }

            if (verdicts[i] != said.Verdict && !(verdicts[i] == Verdict.Ask && model.MayBeAskedAbout(mine, theirs)))
            {
                return $"'{mine}' with '{theirs}': {said} is declared, an engine is told {verdicts[i]}";
            }
        }

        return null;
    }
}
