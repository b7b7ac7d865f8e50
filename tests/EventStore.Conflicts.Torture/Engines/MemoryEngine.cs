using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.Torture.Engines;

internal sealed class MemoryEngine : Engine
{
    // Mostly nothing but the seed decides, so that what fails once fails always. Now and then threads do, because they do in production.
    private const int ByThreads = 4;

    public override IEventStorage Storage { get; } = new InMemoryEventStorage();

    // Others would have a say in which position comes next.
    public override int HistoriesAtOnce => 1;

    public override (IEventStorage Storage, Schedule Schedule) For(int seed)
    {
        Schedule schedule = seed % ByThreads == ByThreads - 1 ? new ThreadSchedule() : new SeededSchedule(seed);
        return (new SteppedStorage(Storage, schedule), schedule);
    }
}
