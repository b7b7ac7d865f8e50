namespace EventStore.Conflicts;

/// <summary>Another store, in this process or another, has this file open for writing. One process writes; many may read.</summary>
public sealed class EventStoreInUseException : EventStoreException
{
    /// <summary>Names the file that is in use.</summary>
    public EventStoreInUseException(string path, string message, Exception? innerException = null)
        : base(message, innerException) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
