using System.Diagnostics.CodeAnalysis;
using EventStore.Conflicts.PostgreSql.Server;

namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

/// <summary>
/// What the tests need, or else the test is skipped. Where CI is true a Linux has PostgreSQL and PgBouncer, and the test fails.
/// </summary>
internal static class Installed
{
    /// <summary>The connection string of the server that all tests share.</summary>
    internal static string SharedServer => Server.SharedServer.ConnectionString ?? Missing<string>(Server.SharedServer.Missing);

    /// <summary>A server of the test's own.</summary>
    internal static PostgreSqlServer StartServer(PostgreSqlServerOptions? options = null) =>
        PostgreSqlServer.TryStart(options ?? new() { Fsync = false }) ?? Missing<PostgreSqlServer>(PostgreSqlServer.Missing);

    /// <summary>For a test that has somebody else start a server.</summary>
    internal static void NeedsPostgreSql() => _ = PostgreSqlServer.CanStart || Missing<bool>(PostgreSqlServer.Missing);

    /// <summary>The path of one of PostgreSQL's own programs.</summary>
    internal static string Program(string name)
    {
        var path = Path.Combine(Programs.FindPostgreSql() ?? "", name);
        return File.Exists(path) ? path : Missing<string>($"There is no {name} here; it comes with PostgreSQL.");
    }

    internal static PgBouncerServer StartPgBouncer(string connectionString, int poolSize = 8) =>
        PgBouncerServer.TryStart(connectionString, poolSize) ?? Missing<PgBouncerServer>(PgBouncerServer.Missing);

    [DoesNotReturn]
    private static T Missing<T>(string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") is "true", reason);
        Assert.Fail(reason);
        return default;
    }
}
