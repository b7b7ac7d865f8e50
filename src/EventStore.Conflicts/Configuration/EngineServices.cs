using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Configuration;

/// <summary>What a store hands to its engine when it opens it.</summary>
/// <param name="TimeProvider">The clock for timestamps and waiting.</param>
/// <param name="LoggerFactory">Where to log.</param>
/// <param name="Container">The services of the host, where <c>AddEventStore</c> registered the store; otherwise null. The root, which has no scoped ones.</param>
public sealed record EngineServices(TimeProvider TimeProvider, ILoggerFactory LoggerFactory, IServiceProvider? Container = null);
