namespace EventStore.Conflicts.Benchmarks;

/// <summary>
/// A folder for database files. In the system's temporary folder: set TMPDIR (TEMP on Windows) to measure another disk.
/// </summary>
internal sealed class TemporaryFolder
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eventstore-conflicts-benchmarks-");

    /// <summary>Removes it with all it holds.</summary>
    internal void Delete() => folder.Delete(recursive: true);

    internal string File(string name) => Path.Combine(folder.FullName, name);
}
