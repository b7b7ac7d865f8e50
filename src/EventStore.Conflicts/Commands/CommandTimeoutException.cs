namespace EventStore.Conflicts.Commands;

/// <summary>
/// A command was not done in time and was given up. This execution wrote nothing: neither does the timeout end a commit that has begun, nor does it stand for one whose
/// answer was lost (<see cref="AppendOutcomeUnknownException"/>). Executing it again is safe.
/// </summary>
public sealed class CommandTimeoutException : EventStoreException
{
    /// <summary>Names the stream, the bound and how far it came.</summary>
    public CommandTimeoutException(StreamId stream, TimeSpan timeout, int attempts, Exception? innerException = null)
        : base(
            $"The command on stream '{stream}' was not done within {timeout} (CommandOptions.Timeout); attempts: {attempts}. Nothing was written.",
            innerException)
    {
        Stream = stream;
        Timeout = timeout;
        Attempts = attempts;
    }

    /// <summary>The stream.</summary>
    public StreamId Stream { get; }

    /// <summary>How long it was given: <see cref="CommandOptions.Timeout"/>.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>How often its decision was called; the last call may not have come to its end.</summary>
    public int Attempts { get; }
}
