using System.Text;
using EventStore.Conflicts.Configuration;

namespace EventStore.Conflicts.Tests.Serialization;

/// <summary>A store in memory as a host configures it, and the few calls that these tests make on it.</summary>
internal static class Opened
{
    internal static readonly StreamId Stream = new("client-7");

    internal static IEventStore InMemory(Action<EventTypeMapBuilder> map, Action<EventStoreBuilder>? configure = null) =>
        Build(new EventStoreBuilder().UseInMemory(), map, configure);

    internal static IEventStore InMemoryOver(SharedStorage shared, Action<EventTypeMapBuilder> map, Action<EventStoreBuilder>? configure = null) =>
        Build(new EventStoreBuilder().UseStorage(shared.Open), map, configure);

    internal static Task<AppendResult> AppendAsync(this IEventStore store, params NewEvent[] events) =>
        store.AppendToStreamAsync(Stream, ExpectedVersion.Any, events, cancellationToken: TestContext.Current.CancellationToken);

    internal static Task<long> VersionAsync(this IEventStore store) => store.GetStreamVersionAsync(Stream, TestContext.Current.CancellationToken);

    internal static async Task<IReadOnlyList<RecordedEvent>> ReadAsync(this IEventStore store) =>
        await store.ReadStreamAsync(Stream, cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    internal static string Json(this RecordedEvent recorded) => Encoding.UTF8.GetString(recorded.RawData.Span);

    internal static NewEvent Raw(string type, string json) => NewEvent.Raw(type, Encoding.UTF8.GetBytes(json));

    private static IEventStore Build(EventStoreBuilder builder, Action<EventTypeMapBuilder> map, Action<EventStoreBuilder>? configure)
    {
        builder.MapEvents(map);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
