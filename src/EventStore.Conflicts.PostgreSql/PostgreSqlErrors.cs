using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// What the server and the driver report as this library's exceptions, in one place and by code, never by text. Nothing of it carries a connection string.
/// </summary>
internal static class PostgreSqlErrors
{
    /// <summary>The id of an event was inserted by somebody else after it was looked for.</summary>
    internal static bool IsTakenId(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>
    /// True where the server said that the statement failed, and therefore nothing of it was committed. A session that was ended, or a connection that broke,
    /// says nothing about a commit that was under way; nor does an error of the class of connections: it is what a pooler says that lost its own.
    /// </summary>
    internal static bool CertainlyFailed(Exception failure) =>
        failure is PostgresException { InvariantSeverity: "ERROR" } known && !IsOfConnections(known.SqlState);

    /// <summary>
    /// True for the warning that comes with the answer where somebody cancelled a commit that waited for a synchronous standby: it is committed here, and maybe nowhere else. It
    /// has no code of its own; what the server calls the place it comes from is the same in all languages.
    /// </summary>
    internal static bool IsUnconfirmedCommit(PostgresNotice notice) => notice.Routine == "SyncRepWaitForLSN";

    /// <summary>True where a lock was not to be had within the time that it may be waited for.</summary>
    internal static bool IsLockTimeout(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable };

    /// <summary>True where the store that was opened is not the one that is there; see <c>epoch_of</c>. Nothing was written.</summary>
    internal static bool IsOfAnotherStore(Exception failure) => failure is PostgresException { SqlState: "ES002" };

    /// <summary>True where a session knows nothing of a statement it had prepared: a pooler has put another one in its place.</summary>
    internal static bool IsUnknownStatement(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.DuplicatePreparedStatement };

    /// <summary>
    /// A failure of something that wrote nothing. A data source that was closed before its store is no fault of the store's: whoever calls learns that it is disposed.
    /// </summary>
    internal static Exception Translate(Exception failure) => failure switch
    {
        PostgresException { SqlState: "ES001" or "ES002" } ours => new EventStoreUnusableException(ours.MessageText, failure),
        PostgresException known => Translate(known),
        ObjectDisposedException => new ObjectDisposedException("The data source of this store is disposed.", failure),
        _ when IsOfLine(failure) => Unavailable("the server cannot be reached, or the connection to it broke", failure),
        EventStoreException ours => ours,
        _ => Unusable("The engine or its driver failed", failure),
    };

    private static EventStoreException Translate(PostgresException known) => known.SqlState switch
    {
        PostgresErrorCodes.LockNotAvailable => Unavailable("another transaction holds a lock for longer than LockTimeout", known),
        PostgresErrorCodes.ReadOnlySqlTransaction => Unavailable("the server is a standby, or read only", known),
        PostgresErrorCodes.QueryCanceled => Unavailable("the server ended the statement (its statement_timeout, or somebody cancelled it)", known),
        PostgresErrorCodes.DiskFull => Unavailable("the disk of the server is full", known),
        PostgresErrorCodes.UniqueViolation => Unavailable("other transactions keep inserting events of the same ids", known),
        PostgresErrorCodes.InsufficientPrivilege => Unusable("the role of this connection may not do this; the script of the schema says which rights it needs", known),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName =>
            Unusable("the server does not let this connection in", known),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InvalidSchemaName => Unusable("parts of the store are gone", known),
        _ when known.IsTransient || IsTransientClass(known.SqlState) => Unavailable("the server is short of something, or going down", known),
        _ => Unusable("PostgreSQL cannot go on", known),
    };

    // Resources, somebody's intervention, the system around the server.
    private static bool IsTransientClass(string state) => IsOfConnections(state) || state[..2] is "40" or "53" or "57" or "58";

    private static bool IsOfConnections(string state) => state.StartsWith("08", StringComparison.Ordinal);

    private static bool IsOfLine(Exception failure) => failure is DbException or IOException or SocketException or TimeoutException or AuthenticationException;

    private static EventStoreUnavailableException Unavailable(string what, Exception failure) =>
        new($"Not now: {what}; nothing was written ({Describe(failure)}).", failure);

    private static EventStoreUnusableException Unusable(string what, Exception failure) => new($"{what} ({Describe(failure)}).", failure);

    /// <summary>What the server, the driver and the line say, down to the cause. Others may be of the host's code, such as one that provides passwords.</summary>
    private static string Describe(Exception failure) => failure switch
    {
        PostgresException known => $"PostgreSQL {known.SqlState}: {known.MessageText}",
        { InnerException: AggregateException several } when several.InnerExceptions.All(IsOfLine) => string.Join("; ", several.InnerExceptions.Select(Describe)),
        { InnerException: { } cause } when IsOfLine(cause) && cause.Message != failure.Message => $"{failure.Message}: {Describe(cause)}",
        _ => failure.Message,
    };
}
