using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.Tests.Contract;

/// <summary>The engine that keeps everything in memory.</summary>
public class InMemoryEngine : ContractEngine
{
    /// <inheritdoc/>
    protected override IEventStorage Open(EngineServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return new InMemoryEventStorage(services.TimeProvider);
    }
}
