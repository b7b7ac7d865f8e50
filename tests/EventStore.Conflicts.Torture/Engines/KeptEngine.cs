using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Torture.Places;

namespace EventStore.Conflicts.Torture.Engines;

/// <summary>The one store of a place.</summary>
internal sealed class KeptEngine(Place place) : Engine
{
    public override IEventStorage Storage { get; } = place.Open();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await place.DisposeAsync();
    }
}
