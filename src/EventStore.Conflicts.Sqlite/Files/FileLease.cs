namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// The right of one store to write to a database file: an exclusive lock of the operating system on a file of its own beside it. It ends with the
/// process, however that ends, so the next one takes over at once.
/// </summary>
/// <remarks>
/// Why it is needed: SQLite before 3.51.3 can lose commits when two connections write and checkpoint at the same time. The lease is a file of
/// its own because closing any descriptor of the database itself would drop SQLite's locks on it. It is never deleted: whoever deletes it
/// while another waits for it leaves two of them holding "the" lease.
/// </remarks>
internal sealed class FileLease : IDisposable
{
    private readonly FileStream held;

    private FileLease(FileStream held) => this.held = held;

    /// <summary>Takes the lease of the database at <paramref name="databasePath"/>, or throws at once.</summary>
    internal static FileLease Take(string databasePath)
    {
        var path = databasePath + "-lease";
        var first = TryLock(path) ?? throw new EventStoreInUseException(
            databasePath,
            $"'{databasePath}' is open for writing already, in this process or another. One process writes to a SQLite store; others may read it "
            + "(SqliteOptions.ReadOnly). If several processes have to write, use PostgreSQL.");
        try
        {
            RefuseWhereLocksDoNothing(path);
            Explain(first);
            return new FileLease(first);
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    public void Dispose() => held.Dispose();

    private static void RefuseWhereLocksDoNothing(string path)
    {
        using var second = TryLock(path);
        if (second is not null)
        {
            throw new EventStoreUnusableException(
                $"Locks do not work on '{path}': the file system has none, or file locking is switched off for .NET "
                + "(System.IO.DisableFileLocking). Without them nothing keeps a second process from writing.");
        }
    }

    /// <summary>Whoever finds the file and wonders what it is finds out.</summary>
    private static void Explain(FileStream lease)
    {
        if (lease.Length == 0)
        {
            lease.Write("Whoever has this file locked may write to the database beside it. Don't delete it while the store is open.\n"u8);
            lease.Flush();
        }
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, DatabaseFile.Private(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException failure) when (IsLocked(failure))
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EventStoreUnusableException($"The lease file '{path}' cannot be opened for writing: {failure.Message}", failure);
        }
    }

    // EWOULDBLOCK on Linux and macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static bool IsLocked(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020) or unchecked((int)0x80070021);
}
