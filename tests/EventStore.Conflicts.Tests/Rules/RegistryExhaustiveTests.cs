using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Tests.Rules.Model;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>
/// Everything small, without chance: verbs and lists of names against the model. What more there is to say is tried at random in <see cref="RegistryModelProperties"/>.
/// </summary>
public sealed class RegistryExhaustiveTests
{
    private static readonly string[] Five = TypeNames.Names[..5];

    /// <summary>
    /// Exhaustive: the 95 declarations of the first of five types (nothing, never, both lists with each of 16 sets of the other four and each word on itself), of which
    /// 78 are built; for each of them the 31 batches of at most 2 events and the 781 windows of at most 4 concurrent ones, all of five types. That is 1,888,458 appends;
    /// those with windows of at most 2 are explained as well, 74,958. Not exhaustive: the other four types are unregistered, never, with itself, and compatible only with
    /// itself, each once.
    /// </summary>
    [Fact]
    public void Every_rule_of_one_type_decides_on_every_small_append_as_it_says()
    {
        Block[] others =
        [
            new(new Reference(null, Five[2]), IncludingDerived: false, 6, [new Said(Verb.Never, 6)]),
            new(new Reference(null, Five[3]), IncludingDerived: false, 7, [new Said(Verb.ConflictsWithItself, 7)]),
            new(new Reference(null, Five[4]), IncludingDerived: false, 8, [new Said(Verb.CompatibleOnly, 8) { Theirs = [new Reference(null, Five[4])] }]),
        ];
        var batches = EveryDeclaration.Sequences([0, 1, 2, 3, 4], atMost: 2).ToArray();
        var windows = EveryDeclaration.Sequences([0, 1, 2, 3, 4], atMost: 4).ToArray();
        var (declarations, appends, explained) = (0, 0, 0);
        foreach (var block in EveryDeclaration.Of(Five[0], Five[1..]))
        {
            declarations++;
            var declared = new Declared(EveryDeclaration.NoTypes, block is null ? others : [block, .. others], [], [], IsStrict: false);
            if (BuildAsExpected(declared) is not { } registry)
            {
                continue;
            }

            var conflicts = ConflictsOf(declared, Five);
            appends += Decide(registry, Five, conflicts, batches, windows);
            explained += Explain(registry, Five, conflicts, batches, [.. windows.Where(window => window.Length <= 2)]);
        }

        (declarations, appends, explained).Should().Be((95, 78 * 31 * 781, 78 * 31 * 31));
    }

    /// <summary>
    /// Exhaustive: every registry of two types (121) and of three (12,167): each of them without rules, never, or with either verb with a list, each set of the
    /// others and each word on itself. Most are silent or contradict themselves, and must not be built; for the 52 and 3,600 others every batch and every window of at
    /// most two events of those types and a stranger: 8,788 and 1,587,600 appends.
    /// </summary>
    [Theory]
    [InlineData(2, 121, 52)]
    [InlineData(3, 12_167, 3_600)]
    public void Every_small_registry_is_built_or_refused_and_decides_as_it_says(int types, int registries, int built)
    {
        var names = TypeNames.Names[..(types + 1)];
        var sequences = EveryDeclaration.Sequences([.. Enumerable.Range(0, names.Length)], atMost: 2).ToArray();
        var (declarations, appends) = (0, 0);
        foreach (var declared in EveryDeclaration.Registries(names[..types]))
        {
            declarations++;
            if (BuildAsExpected(declared) is { } registry)
            {
                appends += Decide(registry, names, ConflictsOf(declared, names), sequences, sequences);
            }
        }

        (declarations, appends).Should().Be((registries, built * sequences.Length * sequences.Length));
    }

    /// <summary>Null where it is not built, and the model knows why.</summary>
    private static ConflictRegistry? BuildAsExpected(Declared declared)
    {
        Problem[] problems = [.. new RegistryModel(declared).Problems()];
        try
        {
            var built = Declaring.Build(declared);
            return problems.Length == 0 ? built : throw new InvalidOperationException($"Was built in spite of {string.Join(", ", problems)}: {declared}");
        }
        catch (EventStoreConfigurationException refusal)
        {
            return problems.Length > 0 ? null : throw new InvalidOperationException($"Was not built: {declared}", refusal);
        }
    }

    private static bool[][] ConflictsOf(Declared declared, string[] names)
    {
        var model = new RegistryModel(declared);
        return [.. names.Select(mine => names.Select(theirs => model.Decide(mine, theirs).Verdict == Verdict.Refuse).ToArray())];
    }

    private static int Decide(ConflictRegistry registry, string[] names, bool[][] conflicts, int[][] batches, int[][] windows)
    {
        var concurrent = Array.ConvertAll(windows, window => window.Select((theirs, index) => new ConcurrentEvent(index + 1, names[theirs], default)).ToArray());
        foreach (var batch in batches)
        {
            var append = new StorageAppend
            {
                Stream = new StreamId("case"),
                Expected = ExpectedVersion.Exactly(0),
                Events = [],
                Condition = registry.Compile(Array.ConvertAll(batch, mine => names[mine])),
            };
            for (var i = 0; i < windows.Length; i++)
            {
                var first = 1 + Array.FindIndex(windows[i], theirs => batch.Length == 0 || Array.Exists(batch, mine => conflicts[mine][theirs]));
                var answer = append.FindObjection(windows[i].Length, default, concurrent[i]);
                if ((answer?.Status, answer?.FirstRefused ?? 0) != (first > 0 ? StorageAppendStatus.Refused : null, first))
                {
                    Assert.Fail($"[{Text(batch)}] against [{Text(windows[i])}]: {answer?.Status} at {answer?.FirstRefused}, not {first}; {append.Condition}");
                }
            }
        }

        return batches.Length * windows.Length;

        string Text(int[] some) => string.Join(", ", some.Select(each => names[each]));
    }

    private static int Explain(ConflictRegistry registry, string[] names, bool[][] conflicts, int[][] batches, int[][] windows)
    {
        var events = CaseEvents.All[EveryDeclaration.NoTypes];
        foreach (var batch in batches)
        {
            NewEvent[] incoming = [.. batch.Select(mine => events.Incoming(new CaseEvent(mine, Data: 0)))];
            foreach (var window in windows)
            {
                var report = registry.Explain(incoming, [.. window.Select((theirs, index) => events.Concurrent(new CaseEvent(theirs, Data: 0), index + 1))]);
                var count = window.Sum(theirs => batch.Length == 0 ? 1 : batch.Count(mine => conflicts[mine][theirs]));
                if ((report.ConflictCount, report.PairCount) != (count, window.Length * Math.Max(1, batch.Length)))
                {
                    Assert.Fail($"{count} conflicts are expected: {report}; {string.Join(", ", names)}");
                }
            }
        }

        return batches.Length * windows.Length;
    }
}
