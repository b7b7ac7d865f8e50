using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.PostgreSql.Load;

/// <summary>The store under load, as every process opens it.</summary>
internal static class LoadStore
{
    internal const int Streams = 300;

    /// <summary>So many of them everybody writes to all the time.</summary>
    internal const int HotStreams = 6;

    /// <summary>The name of one of the streams.</summary>
    internal static StreamId Stream(int number) => new($"load-{number}");

    /// <summary>Opens it, and creates its schema where nobody has done so yet. One type is never refused, one only by an event of the same place, one by anything.</summary>
    internal static IEventStore Open(Target target, Action<RetryAttempt>? onRetry = null) => new EventStoreBuilder()
        .UsePostgreSql(target.ConnectionString, options => options.Schema = target.Schema)
        .MapEvents(types => types.Map<Noted>("noted").Map<Moved>("moved").Map<Counted>("counted"))
        .ConfigureConflicts(rules =>
        {
            rules.For<Noted>().NeverConflicts();
            rules.For<Moved>().ConflictsWithItself().SameBy(moved => moved.Place).ConflictsWith<Counted>();
        })
        .AddRetries(retries => retries.OnRetry = onRetry)
        .Build();
}
