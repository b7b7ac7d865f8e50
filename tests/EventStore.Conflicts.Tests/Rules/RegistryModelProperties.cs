using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>Random registries of up to five types against the table that says what each verb means.</summary>
public sealed class RegistryModelProperties
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    private static readonly Gen<Declared[]> Registries =
        (from verb in Gen.Elements(Verb.None, Verb.Never, Verb.Conflicts, Verb.CompatibleOnly)
         from listed in Gen.SubListOf(Names)
         from withItself in Gen.Elements(false, true)
         select new Declared(verb, [.. listed], withItself)).ArrayOf(Names.Length);

    private static readonly Gen<string[]> Batches =
        from size in Gen.Choose(1, 3) from batch in Gen.Elements(Names).ArrayOf(size) select batch;

    [Fact]
    public void A_registry_decides_on_every_batch_as_its_rules_say() => Prop.ForAll(
        Registries.ToArbitrary(),
        Batches.ToArbitrary(),
        (registry, batch) =>
        {
            var consistent = WithoutContradictions(registry);
            var built = Build(consistent);
            var condition = built.Compile(batch);
            return Names.Append("unknown").All(theirs =>
            {
                var conflicts = batch.Any(mine => Conflicts(consistent, mine, theirs));
                return condition.On(theirs) == (conflicts ? Verdict.Refuse : Verdict.Admit)
                    && batch.Any(mine => built.FindConflict(mine, theirs) is not null) == conflicts;
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    /// <summary>The table of the contract, type by type.</summary>
    private static bool Conflicts(Declared[] registry, string mine, string theirs)
    {
        var (verb, listed, withItself) = registry[Array.IndexOf(Names, mine)];
        return verb switch
        {
            Verb.Never => false,
            _ when verb != Verb.None && string.Equals(mine, theirs, StringComparison.Ordinal) => withItself,
            Verb.Conflicts => listed.Contains(theirs, StringComparer.Ordinal),
            Verb.CompatibleOnly => !listed.Contains(theirs, StringComparer.Ordinal),
            _ => true,
        };
    }

    /// <summary>What Build() would refuse is taken out: empty lists, a type in its own list, and pairs that say no one way and yes the other.</summary>
    private static Declared[] WithoutContradictions(Declared[] registry)
    {
        var lists = registry.Select((declared, mine) => declared with
        {
            Listed = [.. declared.Listed.Except([Names[mine]], StringComparer.Ordinal)],
        }).ToArray();
        var consistent = lists.Select((declared, mine) => declared.Verb != Verb.Conflicts ? declared : declared with
        {
            Listed = [.. declared.Listed.Where(theirs => !SaysCompatible(lists[Array.IndexOf(Names, theirs)], Names[mine]))],
        });
        return [.. consistent.Select(declared => declared.Listed.Length == 0 && declared.Verb is Verb.Conflicts or Verb.CompatibleOnly
            ? declared with { Verb = Verb.None }
            : declared)];
    }

    private static bool SaysCompatible(Declared declared, string theirs) =>
        declared.Verb == Verb.CompatibleOnly && declared.Listed.Contains(theirs, StringComparer.Ordinal);

    private static ConflictRegistry Build(Declared[] registry)
    {
        var rules = new ConflictRegistryBuilder();
        for (var i = 0; i < registry.Length; i++)
        {
            var (verb, listed, withItself) = registry[i];
            if (verb == Verb.None)
            {
                continue;
            }

            var mine = rules.For(Names[i]);
            var said = verb switch
            {
                Verb.Never => mine.NeverConflicts(),
                Verb.Conflicts => mine.ConflictsWith(listed),
                _ => mine.CompatibleOnlyWith(listed),
            };
            _ = verb == Verb.Never ? said : withItself ? said.ConflictsWithItself() : said.CompatibleWithItself();
        }

        return rules.Build();
    }

    private enum Verb
    {
        None,
        Never,
        Conflicts,
        CompatibleOnly,
    }

    private sealed record Declared(Verb Verb, string[] Listed, bool WithItself);
}
