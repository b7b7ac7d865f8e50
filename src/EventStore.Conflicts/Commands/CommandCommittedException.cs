namespace EventStore.Conflicts.Commands;

/// <summary>
/// A command was committed, and then the state it led to could not be read: only after a merge, after force, or where it had been appended before. Don't execute it
/// again without its <see cref="CommandSettings.CommandId"/>: that would do it twice.
/// </summary>
public sealed class CommandCommittedException : EventStoreException
{
    /// <summary>Names the stream and what was appended.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="append"/> is null.</exception>
    public CommandCommittedException(StreamId stream, AppendResult append, Exception innerException)
        : base(Describe(stream, append, innerException), innerException)
    {
        Stream = stream;
        Append = append;
    }

    /// <summary>The stream.</summary>
    public StreamId Stream { get; }

    /// <summary>The answer to the append, which succeeded.</summary>
    public AppendResult Append { get; }

    private static string Describe(StreamId stream, AppendResult append, Exception? innerException)
    {
        ArgumentNullException.ThrowIfNull(append);
        return $"The command was committed to stream '{stream}' (now at version {append.Version}), but the state it led to could not be read: {innerException?.Message}";
    }
}
