using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>What is decided on a pair of types: by which kind of rule, declared at which line (null where no verb says it).</summary>
internal sealed record Decision(Verdict Verdict, ConflictRuleKind Kind, int? Line)
{
    /// <summary>What asks, where the verdict is to ask.</summary>
    internal Statement? Statement { get; init; }
}

/// <summary>One thing said of one concurrent type; of the incoming type itself where <paramref name="Theirs"/> is null.</summary>
internal sealed record Statement(Reference? Theirs, Reference? Base, bool Conflicts, bool IncludingDerived, int Line)
{
    internal Question? Question { get; init; }

    /// <summary>True where the question looks at JSON.</summary>
    internal bool IsByName { get; init; }

    /// <summary>True where the question was declared the other way round.</summary>
    internal bool IsTurned { get; init; }
}

/// <summary>The rules of one incoming type, from wherever they come.</summary>
internal sealed class Rule(string mine, Block? block, IReadOnlyList<Statement> bothWays)
{
    internal string Mine => mine;

    /// <summary>Where the rules begin.</summary>
    internal int Line => block?.Line ?? bothWays[0].Line;

    internal IReadOnlyList<Statement> Statements { get; } = [.. (block?.Verbs ?? []).SelectMany(said => StatementsOf(block!, said)), .. bothWays];

    internal int? Never => LineOf(Verb.Never);

    internal int NeverCount => (block?.Verbs ?? []).Count(said => said.Verb == Verb.Never);

    internal int? CompatibleOnly => LineOf(Verb.CompatibleOnly);

    /// <summary>True where it lists conflicts, or what else is compatible, beside <see cref="CompatibleOnly"/>.</summary>
    internal bool HasAnotherList => (block?.Verbs ?? []).Any(said => said.Verb is Verb.Conflicts or Verb.Compatible);

    internal IEnumerable<Cap> Caps => (block?.Verbs ?? []).Where(said => said.Verb == Verb.AtMost).Select(said => said.Cap!);

    private static IEnumerable<Statement> StatementsOf(Block block, Said said) => said.Verb switch
    {
        Verb.ConflictsWithItself or Verb.CompatibleWithItself =>
            [
                new Statement(null, said.IncludingDerived ? block.Mine : null, said.Verb == Verb.ConflictsWithItself, said.IncludingDerived, said.Line)
                {
                    Question = said.Question,
                    IsByName = block.Mine.Net is null,
                },
            ],
        Verb.Conflicts or Verb.Compatible or Verb.CompatibleOnly =>
            said.Theirs.Select(theirs => new Statement(theirs, theirs, said.Verb == Verb.Conflicts, said.IncludingDerived, said.Line)
            {
                Question = said.Question,
                IsByName = block.Mine.Net is null,
            }),
        _ => [],
    };

    private int? LineOf(Verb verb) => block?.Verbs.FirstOrDefault(said => said.Verb == verb)?.Line;
}
