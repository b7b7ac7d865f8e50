using System.Net.Sockets;
using EventStore.Conflicts.Configuration;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Hosting;

/// <summary>Nobody is there. Whoever reads the message learns where nobody is, and why.</summary>
public sealed class UnreachableServerTests
{
    private const string Secret = "5ecret";

    [Fact]
    public void The_message_names_each_host_and_what_is_wrong_with_it()
    {
        var failure = OpeningFails(() => new EventStoreBuilder().UsePostgreSql($"Host=127.0.0.1:1,127.0.0.1:2;Username=me;Password={Secret}").Build());

        failure.Message.Should().EndWith($"nothing was written ({Refused(1)}; {Refused(2)}).");
        failure.ToString().Should().NotContain(Secret);
    }

    [Fact]
    public void So_it_does_where_the_data_source_is_the_hosts()
    {
        using var host = NpgsqlDataSource.Create($"Host=127.0.0.1;Port=1;Username=me;Password={Secret}");

        var failure = OpeningFails(() => PostgreSqlEventStorage.Open(host));

        failure.Message.Should().EndWith($"nothing was written ({Refused(1)}).");
        failure.ToString().Should().NotContain(Secret);
    }

    [Fact]
    public void A_host_that_nobody_knows_may_be_known_later()
    {
        using var host = NpgsqlDataSource.Create("Host=nowhere.invalid;Username=me");

        OpeningFails(() => PostgreSqlEventStorage.Open(host)).InnerException!.GetBaseException().Should().BeOfType<SocketException>();
    }

    private static string Refused(int port) => $"Failed to connect to 127.0.0.1:{port}: {new SocketException((int)SocketError.ConnectionRefused).Message}";

    private static EventStoreUnavailableException OpeningFails(Func<object> open) => Assert.Throws<EventStoreUnavailableException>(open);
}
