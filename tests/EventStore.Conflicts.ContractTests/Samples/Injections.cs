namespace EventStore.Conflicts.ContractTests;

/// <summary>Texts that do something where they get into SQL as they are: in SQLite, in PostgreSQL, or in both.</summary>
public static class Injections
{
    /// <summary>All of them; each is allowed as a name.</summary>
    public static TheoryData<string> All =>
    [
        "'; DROP TABLE events; --",
        "\"; DROP TABLE events; --",
        "'); DELETE FROM events; --",
        "')); DELETE FROM streams; --",
        "' OR '1'='1",
        "' OR 1=1 --",
        "\" OR \"\"=\"",
        "1; UPDATE events SET version = 0",
        "x' UNION SELECT name FROM sqlite_master --",
        "x' UNION SELECT passwd FROM pg_shadow --",
        "'; ATTACH DATABASE 'stolen.db' AS stolen; --",
        "'; SELECT load_extension('evil'); --",
        "'; PRAGMA writable_schema = ON; --",
        "'; SELECT pg_sleep(3600); --",
        "'; COPY events TO PROGRAM 'id'; --",
        "'; SET ROLE postgres; --",
        "'||(SELECT version())||'",
        "\\'; DROP TABLE events; --",
        "E'\\x27; DROP TABLE events; --",
        "$$; DROP SCHEMA public CASCADE; $$",
        "$1", "@stream", ":stream", "?1", "{schema}", "{0}",
        "%' OR name LIKE '%", "%", "_", "/*", "*/ DROP TABLE events; /*", "--", ";",
        "'; COMMIT; DROP TABLE events; BEGIN; --",
        "{\"a\",\"b\"}", "{,}", "NULL", "ROW(1)", "\u02BC; DROP TABLE events; --", "\uFF07; DROP TABLE events; --",
    ];
}
