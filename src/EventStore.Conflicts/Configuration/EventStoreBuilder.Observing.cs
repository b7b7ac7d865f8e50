using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Configuration;

public sealed partial class EventStoreBuilder
{
    private readonly List<IConflictObserver> observers = [];
    private ConflictRegistryBuilder? shadowConflicts;

    /// <summary>Has an observer told of every stale append. Can be called several times; with a container, what is registered there is told as well.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The same observer was added already.</exception>
    public EventStoreBuilder AddConflictObserver(IConflictObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        RefuseSecond(observers.Contains(observer), "This observer was");
        observers.Add(observer);
        return this;
    }

    /// <summary>
    /// Shadow mode: declares a candidate for <see cref="ConfigureConflicts"/>, whole. Nothing changes for callers. Each stale append that is decided is judged by
    /// the candidate as well, over the same events, and counted by both decisions (<c>eventstore.shadow.decisions</c>); observers are told, and differences
    /// logged. Its predicates and merges run, while the caller waits. Can be called several times.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public EventStoreBuilder ConfigureShadowConflicts(Action<ConflictRegistryBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        RefuseWhenBuilt();
        configure(shadowConflicts ??= new ConflictRegistryBuilder());
        return this;
    }
}
