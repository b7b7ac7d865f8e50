using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Sqlite;

/// <summary>Which texts are a path of a database file. A path is a path: nothing SQLite could take for a URI or a name of its own.</summary>
internal static class DatabasePath
{
    private static readonly string[] Reserved = ["-wal", "-shm", "-journal", "-lease"];

    /// <summary>The full path, or an error that says what is wrong with it.</summary>
    internal static string Check(string path, [CallerArgumentExpression(nameof(path))] string name = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path, name);
        if (path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{path}' is a URI; give the plain path of the file.", name);
        }

        if (path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("':memory:' is not a file; say UseInMemory() to keep events in memory.", name);
        }

        if (path.StartsWith("Data Source", StringComparison.OrdinalIgnoreCase) || path.StartsWith("Filename=", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{path}' is a connection string; give the plain path of the file.", name);
        }

        foreach (var ending in Reserved)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"'{path}' ends in '{ending}', which is the name of a file beside a database; choose another.", name);
            }
        }

        var nul = path.IndexOf('\0', StringComparison.Ordinal);
        return nul < 0
            ? Path.GetFullPath(path)
            : throw new ArgumentException($"The path has a NUL character at index {nul}.", name);
    }
}
