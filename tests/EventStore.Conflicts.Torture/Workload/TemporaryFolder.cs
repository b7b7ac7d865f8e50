namespace EventStore.Conflicts.Torture.Workload;

/// <summary>
/// A folder that is gone, with all that is in it, when this is disposed. In memory where the system has a place there: what a day does to a disk it does by itself, and a real one would
/// only be slower.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo folder = Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"eventstore-torture-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("eventstore-torture-");

    internal string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
