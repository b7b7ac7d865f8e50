using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Loggers that keep what is written from a level on.</summary>
public sealed class RecordingLoggers(LogLevel minimum = LogLevel.Trace) : ILoggerFactory
{
    private readonly ConcurrentQueue<LoggedLine> lines = [];

    /// <summary>What was written, in order.</summary>
    public IReadOnlyCollection<LoggedLine> Lines => lines;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It is its own and only provider.");

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(RecordingLoggers owner, string category) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logLevel >= owner.Minimum;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.lines.Enqueue(new LoggedLine(
                category, logLevel, formatter(state, exception), new Dictionary<string, object?>((IEnumerable<KeyValuePair<string, object?>>)state!, StringComparer.Ordinal), exception));
    }

    private LogLevel Minimum => minimum;
}
