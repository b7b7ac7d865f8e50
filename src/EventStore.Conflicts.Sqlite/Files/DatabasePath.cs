namespace EventStore.Conflicts.Sqlite;

/// <summary>Which texts are a path of a database file. A path is a path: nothing SQLite could take for a URI or a name of its own.</summary>
internal static class DatabasePath
{
    /// <summary>The full path, or an error that says what is wrong with it.</summary>
    internal static string Check(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{path}' is a URI; give the plain path of the file.", nameof(path));
        }

        if (path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("':memory:' is not a file; say UseInMemory() to keep events in memory.", nameof(path));
        }

        var nul = path.IndexOf('\0', StringComparison.Ordinal);
        return nul < 0
            ? Path.GetFullPath(path)
            : throw new ArgumentException($"The path has a NUL character at index {nul}.", nameof(path));
    }
}
