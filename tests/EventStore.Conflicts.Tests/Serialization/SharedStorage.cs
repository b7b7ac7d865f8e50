using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.Tests.Serialization;

/// <summary>One memory that several stores open, one after the other, as if it were a file.</summary>
internal sealed class SharedStorage : IDisposable
{
    private readonly InMemoryEventStorage memory = new();

    internal IEventStorage Open(EngineServices services) => memory;

    public void Dispose() => memory.Dispose();
}
