namespace EventStore.Conflicts.Tests.Telemetry;

/// <summary>Tests that nothing else may run beside: instruments belong to the whole process, and others listen to them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
