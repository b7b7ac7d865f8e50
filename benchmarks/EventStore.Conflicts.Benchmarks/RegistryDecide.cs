using BenchmarkDotNet.Attributes;
using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Benchmarks;

/// <summary>The whole way of a decision by types: from the incoming type to its condition, and from both types to the rule that decides.</summary>
[MemoryDiagnoser]
public class RegistryDecide
{
    private readonly ConflictRegistry registry = RegistryCompile.Registry();

    [Benchmark]
    public (AppendCondition Condition, PairDecision Decision) KnownType() => (registry.Compile("type-5"), registry.Decide("type-5", "type-6"));
}
