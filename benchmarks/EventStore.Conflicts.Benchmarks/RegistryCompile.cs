using BenchmarkDotNet.Attributes;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>What every append pays for its rules: from the types of its events to the condition that an engine evaluates.</summary>
[MemoryDiagnoser]
public class RegistryCompile
{
    private readonly ConflictRegistry registry = Registry();
    private readonly string[] batch = ["type-0", "type-1", "type-2", "type-3", "type-4", "type-5", "type-6", "type-7", "type-8", "type-9"];

    [Benchmark]
    public AppendCondition KnownType() => registry.Compile("type-5");

    [Benchmark]
    public AppendCondition UnregisteredType() => registry.Compile("nobody-knows-it");

    [Benchmark]
    public AppendCondition BatchOfTen() => registry.Compile(batch);

    /// <summary>A hundred types, each with a list of conflicts that differs from the others'.</summary>
    internal static ConflictRegistry Registry()
    {
        var rules = new ConflictRegistryBuilder();
        for (var i = 0; i < 100; i++)
        {
            rules.For($"type-{i}").ConflictsWith([$"type-{i}", $"type-{(i + 1) % 100}", $"type-{(i + 7) % 100}"]);
        }

        return rules.Build();
    }
}
