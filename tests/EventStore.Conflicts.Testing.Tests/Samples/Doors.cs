using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Testing.Tests.Samples;

internal sealed record Opened;

internal sealed record Closed;

internal sealed record Knocked;

/// <summary>Opened and closed in turns: no state allows both. Knocked at any time.</summary>
internal static class Doors
{
    internal static EventTypeMap Types { get; } = new EventTypeMapBuilder().Map<Opened>("opened").Map<Closed>("closed").Map<Knocked>("knocked").Build();

    internal static AggregateModel<bool> Model() => new AggregateModel<bool>(Types, () => false, (open, @event) => @event is Opened || (@event is not Closed && open))
        .Decides<Opened>((open, _) => open ? null : new Opened())
        .Decides<Closed>((open, _) => open ? new Closed() : null);

    internal static ConflictRegistry Compatible() => Registry.Of(Types, rules => rules.For<Closed>().NeverConflicts());
}
