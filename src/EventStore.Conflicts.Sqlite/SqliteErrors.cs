using Microsoft.Data.Sqlite;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// SQLite's result codes as this library's exceptions, in one place and by code, never by text.
/// </summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    /// <summary>A failure outside a commit: nothing was written.</summary>
    internal static EventStoreException Translate(SqliteException failure, string path) =>
        (Primary(failure), failure.SqliteExtendedErrorCode) switch
        {
            (Busy or Locked, _) => Unavailable($"'{path}' is locked by somebody else", failure),
            (Full, _) => Unavailable($"there is no space left for '{path}' (the disk, or its MaxPageCount, is full)", failure),
            (NoMemory or InputOutput or CannotOpen, _) => Unavailable($"'{path}' could not be read or written", failure),
            (Corrupt, _) => new EventStoreUnusableException(
                $"'{path}' is damaged, or the -wal and -shm files beside it belong to another file (a restored copy needs them removed).", failure),
            (NotADatabase, _) => new EventStoreUnusableException($"'{path}' is not a SQLite database. It was left as it is.", failure),
            (_, ConstraintPrimaryKey or ConstraintUnique) => new EventStoreUnusableException(
                $"'{path}' holds events that this store did not see when it looked: it is damaged, or somebody else writes to it.", failure),
            _ => new EventStoreUnusableException($"SQLite cannot go on with '{path}': {failure.Message}", failure),
        };

    /// <summary>A failure while opening: a file that cannot be opened then is not going to open by itself.</summary>
    internal static EventStoreException TranslateOpening(SqliteException failure, string path) => Primary(failure) is CannotOpen or ReadOnly
        ? new EventStoreUnusableException(
            $"'{path}' cannot be opened: it, or its folder, is not accessible to this process ({failure.Message}). Readers, too, must be able to write to the folder.",
            failure)
        : Translate(failure, path);

    /// <summary>
    /// True where a commit that failed certainly did not happen. When the disk is full, the frame that makes it a commit was not written whole; when
    /// it is busy, nothing was. After any other failure the frame may be on disk and be found by a recovery.
    /// </summary>
    internal static bool CommitCertainlyFailed(SqliteException failure) => Primary(failure) is Busy or Full;

    internal static bool IsDamage(SqliteException failure) => Primary(failure) is Corrupt or NotADatabase;

    /// <summary>True where a unique index refused a row.</summary>
    internal static bool IsTaken(SqliteException failure) => failure.SqliteExtendedErrorCode is ConstraintPrimaryKey or ConstraintUnique;

    internal static bool IsBusy(int resultCode) => (resultCode & 0xFF) is Busy or Locked;

    private static EventStoreUnavailableException Unavailable(string what, SqliteException failure) =>
        new($"Not now: {what}; nothing was written (SQLite {failure.SqliteExtendedErrorCode}: {failure.Message}).", failure);

    // The backup calls of the driver put the extended code into both.
    private static int Primary(SqliteException failure) => failure.SqliteErrorCode & 0xFF;
}
