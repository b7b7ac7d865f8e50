namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// The file that a store has open. On Linux a file can be deleted or replaced under an open store, which would go on writing to what nobody can ever open again.
/// </summary>
internal sealed class OpenedFile(string path)
{
    private readonly FileIdentity? identity = FileIdentity.Of(path);

    /// <summary>Throws where the path no longer leads to the file that was opened.</summary>
    internal void RefuseIfGone()
    {
        if (identity is { } opened && !(FileIdentity.Of(path) is { } now && now.IsSameFile(opened)))
        {
            throw new EventStoreUnusableException(
                $"'{path}' was deleted, moved or replaced while the store had it open; nothing more is written. Bring it back; or close the store, remove the '-wal' and '-shm' beside it, "
                + "which belong to the old file, and open it anew.");
        }
    }
}
