using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.Tests.Configuration;

/// <summary>Opens an engine, and knows how often that happened, with what, and whether it was disposed.</summary>
internal sealed class CountingStorage
{
    internal List<EngineServices> Openings { get; } = [];

    internal InMemoryEventStorage? Opened { get; private set; }

    internal IEventStorage Open(EngineServices services)
    {
        Openings.Add(services);
        return Opened = new InMemoryEventStorage(services.TimeProvider);
    }

    internal async Task<bool> IsDisposedAsync()
    {
        try
        {
            await Opened!.GetStreamVersionAsync(new StreamId("any"), TestContext.Current.CancellationToken);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
