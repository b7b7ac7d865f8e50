using EventStore.Conflicts.Serialization;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Configuration;

public sealed partial class EventStoreBuilder
{
    /// <summary>Checks the whole configuration, logs the warnings of the registry, and opens the store. The caller disposes it. Can be called once; not within <c>AddEventStore</c>.</summary>
    /// <exception cref="EventStoreConfigurationException">The configuration is wrong: what and where.</exception>
    /// <exception cref="EventStoreUnusableException">The engine's store cannot be used as it is.</exception>
    /// <exception cref="EventStoreInUseException">Another store has it open for writing.</exception>
    /// <exception cref="EventStoreUnavailableException">The engine's store could not be opened just now.</exception>
    /// <exception cref="InvalidOperationException">It was built already, or belongs to <c>AddEventStore</c>.</exception>
    public IEventStore Build()
    {
        if (ownedByContainer)
        {
            throw new InvalidOperationException("Don't call Build() within AddEventStore: the container builds the store, and disposes it.");
        }

        var setup = Freeze();
        return setup.OpenStore(setup.OpenStorage());
    }

    /// <summary>Checks the whole configuration, and opens nothing yet.</summary>
    internal EventStoreSetup Freeze()
    {
        RefuseWhenBuilt();
        built = true;
        var map = types.Build();
        var bounds = limits ?? EventStoreLimits.Default;
        return new EventStoreSetup(
            openStorage ?? throw new EventStoreConfigurationException(
                "No engine was chosen. Say UseSqlite(path) (package EventStore.Conflicts.Sqlite), or UseInMemory() to try things out."),
            map,
            conflicts.Build(map),
            shadowConflicts?.Build(map),
            [.. observers],
            new EventSerializer(map, json, bounds.MaxBytesPerEvent, bounds.MaxJsonDepth),
            bounds,
            retries,
            commands?.Validated(),
            timeProvider,
            loggerFactory);
    }

    private void RefuseSecond(bool given, string what)
    {
        RefuseWhenBuilt();
        if (given)
        {
            throw new EventStoreConfigurationException($"{what} given already; a store has one.");
        }
    }

    private void RefuseWhenBuilt()
    {
        if (built)
        {
            throw new InvalidOperationException(
                "This builder has built its store. Configure before Build(), call it once, and not at all within AddEventStore, which builds the store itself.");
        }
    }
}
