using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>A .NET type that rules can be declared for without knowing it at compile time.</summary>
internal abstract class NetType(Type type)
{
    internal static readonly NetType Alpha = new NetType<Alpha>((k, v) => new Alpha(k, v));
    internal static readonly NetType Beta = new NetType<Beta>((k, v) => new Beta(k, v));
    internal static readonly NetType Gamma = new NetType<Gamma>((k, v) => new Gamma(k, v));
    internal static readonly NetType Delta = new NetType<Delta>((k, v) => new Delta(k, v));
    internal static readonly NetType Epsilon = new NetType<Epsilon>((k, v) => new Epsilon(k, v));

    internal static readonly NetType[] Concrete = [Alpha, Beta, Gamma, Delta, Epsilon];

    internal static readonly NetType[] Bases =
        [new NetType<ModelEvent>(null), new NetType<Middle>(null), new NetType<IOne>(null), new NetType<ITwo>(null), new NetType<IModelEvent>(null), Alpha];

    internal static readonly NetType NeverMapped = new NetType<Unmapped>(null);

    internal Type Type { get; } = type;

    /// <summary>True for every type derived from <paramref name="other"/>, and for that itself.</summary>
    internal bool IsA(NetType other) => other.Type.IsAssignableFrom(Type);

    internal abstract ModelEvent Create(Payload data);

    internal abstract void Map(EventTypeMapBuilder types, string name, string[] formerly);

    internal abstract void For(ConflictRegistryBuilder rules, Block block);

    internal abstract void Between(ConflictRegistryBuilder rules, Between between);

    internal abstract void BetweenOther<TOne>(ConflictRegistryBuilder rules, Between between)
        where TOne : class, IModelEvent;

    internal abstract void AddTo<TMine>(TypeRules<TMine> mine, Said said)
        where TMine : class, IModelEvent;
}

internal sealed class NetType<T>(Func<string?, int, T>? create) : NetType(typeof(T))
    where T : class, IModelEvent
{
    internal override ModelEvent Create(Payload data) => (ModelEvent)(IModelEvent)create!(data.Key, data.Value);

    internal override void Map(EventTypeMapBuilder types, string name, string[] formerly) => types.Map<T>(name, formerly);

    internal override void For(ConflictRegistryBuilder rules, Block block)
    {
        var mine = rules.For<T>(block.Line, Declaring.File);
        if (block.IncludingDerived)
        {
            mine.IncludingDerived();
        }

        foreach (var said in block.Verbs)
        {
            Say(mine, said);
        }
    }

    internal override void Between(ConflictRegistryBuilder rules, Between between) => between.Other.BetweenOther<T>(rules, between);

    internal override void BetweenOther<TOne>(ConflictRegistryBuilder rules, Between between)
    {
        if (!between.Conflict)
        {
            rules.CompatibleBetween<TOne, T>(between.Line, Declaring.File);
            return;
        }

        Func<TOne, T, bool>? when = between.Question is { } asked
            ? (one, other) => QuestionBinding.Conflicts(asked, QuestionBinding.Of(one), QuestionBinding.Of(other))
            : null;
        rules.ConflictBetween(when, between.Line, Declaring.File);
    }

    internal override void AddTo<TMine>(TypeRules<TMine> mine, Said said)
    {
        if (said.Verb == Verb.Conflicts)
        {
            Refine(mine.ConflictsWith<T>(said.Line, Declaring.File), said);
            return;
        }

        var pair = said.Verb == Verb.Compatible
            ? mine.CompatibleWith<T>(said.Line, Declaring.File)
            : mine.CompatibleOnlyWith<T>(said.Line, Declaring.File);
        if (said.IncludingDerived)
        {
            pair.IncludingDerived();
        }
    }

    private static void Say(TypeRules<T> mine, Said said)
    {
        switch (said.Verb)
        {
            case Verb.Never:
                mine.NeverConflicts(said.Line, Declaring.File);
                break;
            case Verb.ConflictsWithItself:
                Refine(mine.ConflictsWithItself(said.Line, Declaring.File), said);
                break;
            case Verb.CompatibleWithItself:
                mine.CompatibleWithItself(said.Line, Declaring.File);
                break;
            case Verb.AtMost:
                mine.AtMost(said.Cap!.Events, said.Cap.Age, said.Cap.Line, Declaring.File);
                break;
            default:
                said.Theirs.Single().Net!.AddTo(mine, said);
                break;
        }
    }

    private static void Refine<TMine, TTheirs>(PairRule<TMine, TTheirs> pair, Said said)
        where TMine : class, IModelEvent
        where TTheirs : class, IModelEvent
    {
        if (said.Question is { } question)
        {
            pair.Ask(question);
        }

        if (said.IncludingDerived)
        {
            pair.IncludingDerived();
        }
    }
}
