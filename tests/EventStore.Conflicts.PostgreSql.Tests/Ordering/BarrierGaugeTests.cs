using System.Diagnostics.Metrics;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Ordering;

/// <summary>The age of the read barrier as a measurement: whoever collects it gets what was known last, and never waits for the server.</summary>
public sealed class BarrierGaugeTests(OwnServer own) : OwnServerTest(own)
{
    private const int Minute = 60_000;
    private const string HasAnId = "begin; select pg_current_xact_id()";

    [Fact(Timeout = Minute)]
    public async Task It_is_the_age_of_the_transaction_that_the_health_check_names_and_zero_once_that_has_ended()
    {
        using var listener = new GaugeListener();
        var storage = OpenStorage();
        listener.Collect().Should().BeEmpty("the server is asked for the next time");
        await using var somebody = await SessionAsync($"set application_name = 'report'; {HasAnId}");

        var held = await NextAsync(listener, age => age > 0);
        var later = await NextAsync(listener, _ => true);

        later.Value.Should().BeGreaterThan(held.Value);
        later.Tags.ToArray().Should().BeEquivalentTo([
            KeyValuePair.Create<string, object?>("db.system.name", "postgresql"), KeyValuePair.Create<string, object?>("db.namespace", Schema)]);
        (await storage.GetHealthFiguresAsync(Token))["read_barrier.holder"].Should().Be($"report, postgres, idle in transaction (process {somebody.ProcessId})");
        await somebody.ExecuteAsync("rollback");
        (await NextAsync(listener, age => age < held.Value)).Value.Should().Be(0);
    }

    [Fact(Timeout = Minute)]
    public async Task Nothing_is_measured_where_the_server_does_not_answer()
    {
        using var listener = new GaugeListener();
        var host = Connect();
        _ = OpenStorage(host: host);
        await NextAsync(listener, _ => true);

        await host.DisposeAsync();
        var measured = 0;
        for (var i = 0; i < 10; i++)
        {
            measured += listener.Collect().Count;
            await QueryAsync<object>("select pg_sleep(0.01)");
        }

        measured.Should().BeLessThanOrEqualTo(1, "only what was asked before could be answered");
    }

    [Fact(Timeout = Minute)]
    public async Task Nothing_is_measured_of_a_store_that_is_disposed()
    {
        using var listener = new GaugeListener();
        var storage = OpenStorage();
        await NextAsync(listener, _ => true);

        await storage.DisposeAsync();

        listener.Collect().Should().BeEmpty();
    }

    /// <summary>Collects until there is an answer of the server that is asked for.</summary>
    private async Task<Measurement<double>> NextAsync(GaugeListener listener, Func<double, bool> isWanted)
    {
        while (true)
        {
            if (listener.Collect() is [var measured] && isWanted(measured.Value))
            {
                return measured;
            }

            await QueryAsync<object>("select pg_sleep(0.01)");
        }
    }
}
