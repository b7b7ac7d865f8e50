namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// Whether statements are prepared. Once a session knows nothing of one that was, none is any more: something between this process and the server gives its
/// sessions to others. Safe for many threads.
/// </summary>
internal sealed class PreparedStatements(bool areUsed)
{
    private volatile bool areUsed = areUsed;

    internal bool AreUsed => areUsed;

    /// <summary>True where <paramref name="failure"/> is such a session's: nothing was executed, and without prepared statements it can be.</summary>
    internal bool AreLost(Exception failure)
    {
        if (!PostgreSqlErrors.IsUnknownStatement(failure))
        {
            return false;
        }

        areUsed = false;
        return true;
    }
}
