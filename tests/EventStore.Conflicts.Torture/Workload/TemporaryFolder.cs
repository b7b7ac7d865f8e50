namespace EventStore.Conflicts.Torture.Workload;

/// <summary>A folder that is gone, with all that is in it, when this is disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-torture-");

    internal string Path => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);
}
