using EventStore.Conflicts.PostgreSql.Server;

namespace EventStore.Conflicts.Torture.Tests;

/// <summary>What a day needs, or else its test is skipped. Where CI is true a Linux has it, and the test fails.</summary>
internal static class Installed
{
    /// <summary>A server that is found or can be started.</summary>
    internal static void NeedsServer() => Needs(SharedServer.ConnectionString is not null, SharedServer.Missing);

    /// <summary>A server of the day's own, to kill.</summary>
    internal static void NeedsOwnServer() => Needs(PostgreSqlServer.CanStart, PostgreSqlServer.Missing);

    internal static void NeedsPgBouncer() => Needs(PgBouncerServer.CanStart, PgBouncerServer.Missing);

    private static void Needs(bool isThere, string missing)
    {
        Assert.SkipUnless(isThere || (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") is "true"), missing);
        isThere.Should().BeTrue(missing);
    }
}
