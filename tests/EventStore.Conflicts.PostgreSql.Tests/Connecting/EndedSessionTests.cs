using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Connecting;

/// <summary>To the driver, a session that was ended by force means that its server is going down, and it keeps away from that server for a while.</summary>
public sealed class EndedSessionTests : ServerTest
{
    private static readonly StreamId Stream = new("order-1");

    [Fact]
    public async Task Only_who_used_a_session_notices_that_it_was_ended()
    {
        using var database = TemporaryDatabase.Create(Installed.SharedServer);
        await using var store = new EventStoreBuilder().UsePostgreSql(database.ConnectionString).Build();
        await store.AppendToStreamAsync(Stream, ExpectedVersion.NoStream, [One()], cancellationToken: Token);
        await ExecuteAsync(Installed.SharedServer, $"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{NameOf(database)}'");

        var append = () => store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(1), [One()], cancellationToken: Token);
        await append.Should().ThrowAsync<AppendOutcomeUnknownException>("it was sent into the session");

        (await store.GetStreamVersionAsync(Stream, Token)).Should().Be(1);
        (await append()).Version.Should().Be(2);
    }

    private static string NameOf(TemporaryDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static NewEvent One() => NewEvent.Raw("placed", "{}"u8.ToArray());
}
