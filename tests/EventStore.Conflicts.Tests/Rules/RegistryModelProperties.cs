using EventStore.Conflicts.Tests.Rules.Model;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>
/// A million random cases (a registry, a batch, and what was committed meanwhile) against a model that knows nothing but the documentation: .NET types with bases
/// and interfaces, names, former names, patterns, declarations both ways, predicates, keys, merges, caps, strict registries, and unknown names.
/// </summary>
public sealed class RegistryModelProperties
{
    private const int Cases = 1_000_000;
    private const int CasesPerRegistry = 250;

    [Fact]
    public void A_registry_is_built_or_refused_and_decides_as_its_declarations_say()
    {
        var coverage = new Coverage();
        for (var (seed, cases) = (0, 0); cases < Cases; seed++)
        {
            var random = new Random(seed);
            var registries = new RegistryGen(random);
            var declared = registries.Next();
            if (registries.Refused is { } refused)
            {
                Problem[] problems = [.. new RegistryModel(refused).Problems()];
                coverage.Add(problems);
                FluentActions.Invoking(() => Declaring.Build(refused)).Should().Throw<EventStoreConfigurationException>(
                    "seed {0} declares {1}: {2}", seed, string.Join(", ", problems), refused);
            }

            var modelled = FluentActions.Invoking(() => new ModelledRegistry(new RegistryModel(declared)))
                .Should().NotThrow("seed {0} declares no contradiction: {1}", seed, declared).Subject;
            var difference = modelled.Difference();
            for (var i = 0; difference is null && i < CasesPerRegistry; i++, cases++)
            {
                difference = DifferenceOf(modelled, ModelCase.Next(random, modelled), coverage);
            }

            difference.Should().BeNull("seed {0} declares {1}", seed, declared);
        }

        coverage.ShouldBeComplete();
    }

    private static string? DifferenceOf(ModelledRegistry modelled, ModelCase each, Coverage coverage)
    {
        var examined = new ModelExamination(modelled, each.Batch, inStore: false);
        for (var i = 0; i < each.Window.Length; i++)
        {
            examined.Examine(each.Window[i], each.FirstVersion + i);
        }

        var events = CaseEvents.All[modelled.Declared.Types];
        var report = modelled.Registry.Explain(
            Array.ConvertAll(each.Batch, events.Incoming),
            [.. each.Window.Select((theirs, index) => events.Concurrent(theirs, each.FirstVersion + index))],
            ModelCase.Now);
        coverage.Add(report);
        var exceeded = modelled.Exceeded(each);
        var difference = CaseCheck.EngineDifference(modelled, each, examined, exceeded.Count > 0)
            ?? CaseCheck.ReportDifference(modelled, each, examined, report, exceeded);
        return difference is null ? null : $"{each}: {difference}";
    }
}
