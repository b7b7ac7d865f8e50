namespace EventStore.Conflicts.Benchmarks;

/// <summary>
/// A folder for database files, removed with all it holds. In the system's temporary folder: set TMPDIR (TEMP on Windows) to measure another disk.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-conflicts-benchmarks-");

    public void Dispose() => folder.Delete(recursive: true);

    internal string File(string name) => Path.Combine(folder.FullName, name);
}
