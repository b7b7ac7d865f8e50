namespace EventStore.Conflicts.PostgreSql.Tests.Servers;

/// <summary>Whoever inserts an event takes a moment for it, so that others who insert the same ids at the same time meet him half way.</summary>
internal static class SlowInserts
{
    /// <summary>Statements that slow down a store from now on.</summary>
    internal static string In(string schema) => $"""
        create function {schema}.slow_down() returns trigger language plpgsql as 'begin perform pg_sleep(0.001); return new; end';
        create trigger slow_down before insert on {schema}.events for each row execute function {schema}.slow_down();
        """;
}
