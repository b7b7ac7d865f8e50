namespace EventStore.Conflicts.Sqlite;

/// <summary>The database file on disk, before SQLite sees it.</summary>
internal static class DatabaseFile
{
    private static readonly string[] Beside = ["-wal", "-shm", "-journal", "-lease"];

    /// <summary>Refuses what is there but is no regular file of its own, and folders that don't exist.</summary>
    internal static void CheckPlace(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
        {
            throw new EventStoreUnusableException($"The folder of '{path}' does not exist; create it first.");
        }

        if (Directory.Exists(path))
        {
            throw new EventStoreUnusableException($"'{path}' is a folder; give the path of a file.");
        }

        // Two names of one file would have two leases, and SQLite two sets of lock files. And a link that somebody put beside it would lead writes elsewhere.
        foreach (var ending in Beside.Prepend(""))
        {
            RefuseIrregular(path + ending);
        }

        if (FileIdentity.Of(path) is { Links: > 1 } linked)
        {
            throw new EventStoreUnusableException(
                $"'{path}' has {linked.Links} names (hard links), and a store on each would be two writers on one file; give it a file of its own.");
        }
    }

    private static void RefuseIrregular(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new EventStoreUnusableException($"'{path}' is a symbolic link to '{target}'; give the path of the file itself.");
        }

        if (FileIdentity.Of(path) is { IsRegular: false })
        {
            throw new EventStoreUnusableException($"'{path}' is there and no file that could hold events, but a folder, a device, a pipe or a socket.");
        }
    }

    /// <summary>What another database left beside a new one would be taken for its own, and change what it holds.</summary>
    internal static void RefuseLeftovers(string path)
    {
        foreach (var leftover in new[] { path + "-wal", path + "-shm", path + "-journal" })
        {
            if (File.Exists(leftover))
            {
                throw new EventStoreUnusableException($"'{leftover}' is there, left by a database that had this name; remove it, or choose another name.");
            }
        }
    }

    /// <summary>
    /// Creates an empty file that only its owner may read and write, where there is none. SQLite gives <c>-wal</c> and <c>-shm</c> the same rights.
    /// Must not be called once a connection is open: closing a descriptor of the file would drop that connection's locks.
    /// </summary>
    internal static void CreateIfMissing(string path)
    {
        if (!File.Exists(path))
        {
            if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
            {
                throw new EventStoreUnusableException(
                    $"'{path}' is missing, but '{path}-wal' still holds events of it. Bring the file back, or remove the -wal to begin anew.");
            }

            using var created = new FileStream(path, Private(FileMode.OpenOrCreate, FileShare.ReadWrite));
        }
    }

    /// <summary>Opens a file for reading and writing; if it has to be created, only its owner may read and write it.</summary>
    internal static FileStreamOptions Private(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
