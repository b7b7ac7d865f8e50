using System.Text.Json;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Tests.Rules.Model;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>Some thousands of random cases against a real store: it admits, refuses, merges and explains as the model says.</summary>
public sealed class RegistryStoreModelTests
{
    private const int Registries = 150;
    private const int CasesPerRegistry = 20;

    private readonly SettableClock clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_appends_what_the_model_admits_and_nothing_else()
    {
        HashSet<AppendDecision> decisions = [];
        for (var seed = 5_000_000; seed < 5_000_000 + Registries; seed++)
        {
            var random = new Random(seed);
            var declared = new RegistryGen(random).Next();
            var modelled = new ModelledRegistry(new RegistryModel(declared));
            await using var store = new EventStoreBuilder()
                .UseInMemory()
                .UseTimeProvider(clock)
                .MapEvents(declared.Types.Declare)
                .ConfigureConflicts(rules => Declaring.Declare(declared, rules))
                .Build();
            for (var i = 0; i < CasesPerRegistry; i++)
            {
                var each = Storable(ModelCase.Next(random, modelled), declared.Types);
                var isLate = each.Window.Length > 0 && random.Next(10) == 0;
                var (decision, difference) = await AppendAsync(store, modelled, each, isLate);
                difference.Should().BeNull("seed {0}, {1}{2}, declares {3}", seed, each, isLate ? " and decided before the last" : "", declared);
                decisions.Add(decision);
            }
        }

        decisions.Should().BeEquivalentTo([AppendDecision.NotStale, AppendDecision.Admitted, AppendDecision.Dropped, AppendDecision.Refused]);
    }

    private async Task<(AppendDecision Decision, string? Difference)> AppendAsync(IEventStore store, ModelledRegistry modelled, ModelCase each, bool isLate)
    {
        var stream = new StreamId($"case-{Guid.NewGuid()}");
        var events = CaseEvents.All[modelled.Declared.Types];
        var examined = new ModelExamination(modelled, each.Batch, inStore: true, isDecidedLater: isLate);
        for (var version = 1L; version <= each.Head; version++)
        {
            var isSeen = version < each.FirstVersion;
            var theirs = isSeen ? default : each.Window[version - each.FirstVersion];
            clock.Set(ModelCase.TimeOf(version));
            await store.AppendAsync(stream, ExpectedVersion.Any, events.New(theirs));
            if (!isSeen)
            {
                examined.Examine(theirs, version, afterDecision: isLate && version == each.Head);
            }
        }

        if (examined.IsUnsaid)
        {
            return (AppendDecision.Refused, null);
        }

        clock.Set(ModelCase.Now);
        var seen = each.FirstVersion - 1;
        var expected = isLate ? ExpectedVersion.DecidedAt(each.Head - 1, seen) : ExpectedVersion.Exactly(seen);
        var batch = Array.ConvertAll(each.Batch, events.New);
        var exceeded = modelled.Exceeded(each);
        var explained = await store.ExplainAsync(stream, expected, batch, Token);
        var difference = CaseCheck.ReportDifference(modelled, each, examined, explained, exceeded);
        var (decision, report) = await TryAppendAsync(store, stream, expected, batch);
        difference ??= decision != explained.Decision ? $"{decision}, but explained as {explained}" : null;
        difference ??= report is null ? null : CaseCheck.ReportDifference(modelled, each, examined, report, exceeded);
        var stored = await store.ReadAsync(stream, fromVersion: each.Head + 1);
        return (decision, difference ?? StoredDifference(stored, batch, decision == AppendDecision.Refused ? [] : examined.Batch));
    }

    private static async Task<(AppendDecision Decision, ConflictReport? Report)> TryAppendAsync(
        IEventStore store, StreamId stream, ExpectedVersion expected, NewEvent[] batch)
    {
        try
        {
            var result = await store.AppendAsync(stream, expected, batch);
            var report = await result.GetReportAsync(Token);
            return (result.Outcome, report) switch
            {
                (AppendOutcome.Appended, null) => (AppendDecision.NotStale, report),
                (AppendOutcome.Admitted, not null) => (AppendDecision.Admitted, report),
                (AppendOutcome.Dropped, not null) => (AppendDecision.Dropped, report),
                _ => throw new InvalidOperationException($"{result.Outcome} with {report}"),
            };
        }
        catch (StreamConflictException refusal)
        {
            return (AppendDecision.Refused, refusal.Report);
        }
    }

    private static string? StoredDifference(IReadOnlyList<RecordedEvent> stored, NewEvent[] batch, IReadOnlyList<Remaining> remaining)
    {
        var kept = remaining.Index().Where(each => each.Item.Became != PairOutcome.Dropped).ToArray();
        var isSame = stored.Count == kept.Length && stored.Zip(kept).All(both =>
            both.First.Id == batch[both.Second.Index].Id
            && both.First.Type == both.Second.Item.Event.Name
            && JsonElement.DeepEquals(JsonElement.Parse(both.First.RawData.Span), JsonElement.Parse(both.Second.Item.Data.Json())));
        return isSame ? null : $"stored is {string.Join("; ", stored)}, and not {string.Join("; ", kept)}";
    }

    /// <summary>The same with data that a store takes: what is stored under a mapped name must be readable.</summary>
    private static ModelCase Storable(ModelCase each, TypeNames types)
    {
        return each with { Batch = Array.ConvertAll(each.Batch, Readable), Window = Array.ConvertAll(each.Window, Readable) };

        CaseEvent Readable(CaseEvent one) => one.Data == Payload.Broken && types.TypeOf(one.Name) is not null ? one with { Data = 0 } : one;
    }
}
