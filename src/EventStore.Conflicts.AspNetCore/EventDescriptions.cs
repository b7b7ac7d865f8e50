using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.AspNetCore;

/// <summary>
/// Tells events in the words of <see cref="EventStoreProblemOptions"/>, in problem details and wherever else a host shows what others did. Take it from the container.
/// Safe for many threads.
/// </summary>
public sealed partial class EventDescriptions
{
    private readonly FrozenDictionary<Type, Func<RecordedEvent, string>> describers;
    private readonly ILogger logger;

    internal EventDescriptions(IReadOnlyDictionary<Type, Func<RecordedEvent, string>> describers, ILogger<EventDescriptions> logger)
    {
        this.describers = describers.ToFrozenDictionary();
        this.logger = logger;
    }

    /// <summary>
    /// The event in words. Where the host gave none for its type, they are made of its type name: <c>price-changed</c> is "Price changed". So they are where the
    /// host's own words throw, which is logged.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="recorded"/> is null.</exception>
    public EventDescription Describe(RecordedEvent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return new EventDescription(recorded.Version, recorded.Type, recorded.Timestamp, Text(recorded));
    }

    private string Text(RecordedEvent recorded)
    {
        try
        {
            return recorded.Data is { } data && describers.TryGetValue(data.GetType(), out var describe) ? describe(recorded) : Plain(recorded.Type);
        }
        catch (Exception exception)
        {
            // Failing here would hide the conflict that is being told of.
            LogFailed(recorded.Type, exception);
            return Plain(recorded.Type);
        }
    }

    private static string Plain(string type)
    {
        var words = type.Replace('-', ' ').Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    [LoggerMessage(1, LogLevel.Error, "The words given for event type '{EventType}' could not be made.")]
    private partial void LogFailed(string eventType, Exception exception);
}
