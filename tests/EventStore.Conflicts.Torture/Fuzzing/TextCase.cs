using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.PostgreSql;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>One text that is read as something: a position, an expectation, a name, a connection string, a path, a schema. What is accepted prints as what was read.</summary>
internal static class TextCase
{
    private const string Server = "Host=localhost;Port=5432;Username=me;Password=5ecret;Database=db;Maximum Pool Size=20;SSL Mode=Prefer;Timeout=15";

    internal static void Run(WildText text)
    {
        switch (text.Next(6))
        {
            case 0:
                ReadsBack<GlobalPosition>(text.NextLike("0", "12345", "1.2.3", "4294967295.18446744073709551615.9223372036854775807"));
                break;
            case 1:
                ReadsBack<ExpectedVersion>(text.NextLike("any", "no-stream", "stream-exists", "5", ExpectedVersion.DecidedAt(9, 3).ToString(), ExpectedVersion.Exactly(7).ToString()));
                break;
            case 2:
                ReadsBack<StreamId>(text.NextName());
                break;
            case 3:
                NeverTellsSecrets(text.NextLike(Server, "Host=a,b;Password=5ecret", "postgres://me:5ecret@h/db"));
                break;
            case 4:
                var schema = text.NextLike("eventstore", "a_1", "x; drop schema public; --");
                Refused(() => PostgreSqlEventStorage.GetSchemaScript(schema));
                Refused(() => new EventStoreBuilder().UsePostgreSql(Server, options => options.Schema = schema));
                break;
            default:
                Refused(() => new EventStoreBuilder().UseSqlite(text.NextLike("/tmp/store.db", "store.db", "file:store.db?mode=memory", ":memory:", "Data Source=store.db")));
                break;
        }
    }

    private static void ReadsBack<T>(string text)
        where T : struct, IParsable<T>
    {
        var isRead = T.TryParse(text, provider: null, out var value);
        try
        {
            var parsed = T.Parse(text, provider: null);
            if (!isRead || !parsed.Equals(value) || !T.Parse(parsed.ToString()!, provider: null).Equals(value))
            {
                throw new InvalidOperationException($"'{text}' is read as {parsed} and as {value}");
            }
        }
        catch (FormatException) when (!isRead)
        {
            // As documented.
        }
    }

    private static void NeverTellsSecrets(string connectionString)
    {
        try
        {
            new EventStoreBuilder().UsePostgreSql(connectionString);
        }
        catch (ArgumentException refusal) when (!refusal.ToString().Contains("5ecret", StringComparison.Ordinal))
        {
            // It doesn't say the password.
        }
    }

    private static void Refused(Action configure)
    {
        try
        {
            configure();
        }
        catch (Exception refusal) when (refusal is ArgumentException or EventStoreException)
        {
            // One of many of this case.
        }
    }
}
