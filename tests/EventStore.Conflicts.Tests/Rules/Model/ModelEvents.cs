namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>What every event here carries: a key, and a value that merges add up.</summary>
internal interface IModelEvent
{
    string? K { get; }

    int V { get; }
}

internal interface IOne : IModelEvent;

internal interface ITwo : IModelEvent;

internal abstract record ModelEvent(string? K, int V) : IModelEvent
{
    internal ModelEvent WithV(int v) => this with { V = v };
}

internal abstract record Middle(string? K, int V) : ModelEvent(K, V), IOne;

internal record Alpha(string? K, int V) : ModelEvent(K, V), IOne;

internal sealed record Beta(string? K, int V) : Alpha(K, V), ITwo;

internal sealed record Gamma(string? K, int V) : ModelEvent(K, V), IOne, ITwo;

internal sealed record Delta(string? K, int V) : Middle(K, V);

internal sealed record Epsilon(string? K, int V) : ModelEvent(K, V);

internal sealed record Unmapped(string? K, int V) : ModelEvent(K, V);
