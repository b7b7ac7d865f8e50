using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using EventStore.Conflicts.Resilience;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Hosting;

/// <summary>What listens to a store, and what is in its exceptions, never learns the password of its connection string.</summary>
public sealed class SecretTests(OwnServer own) : RoleTest(own)
{
    [Fact]
    public async Task No_log_trace_metric_or_part_of_an_exception_says_it()
    {
        using var telemetry = new TelemetryRecording();
        using var loggers = new RecordingLoggers();
        await GrantAsync();
        var line = Keep(new BreakableLine(Server.Port));
        var connection = new NpgsqlConnectionStringBuilder(Database) { Port = line.Port, Username = Role, Password = Password, ApplicationName = Schema }.ConnectionString;
        var opened = new EventStoreBuilder().UsePostgreSql(connection, options => options.Schema = Schema).MapEvents(SampleEvents.Map).UseLoggerFactory(loggers).Build();
        var store = Keep(new RetryingEventStore(opened, new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.FromMilliseconds(1) }, logger: new Logger<RetryingEventStore>(loggers)));
        await store.AppendAsync(Stream, NoStream, ANote());
        var failures = new List<Exception> { await Assert.ThrowsAsync<StreamConflictException>(() => store.AppendAsync(Stream, Exactly(0), ANote())) };

        await ExecuteAsync($"revoke insert on {Schema}.events from {Role}");
        failures.Add(await Assert.ThrowsAsync<EventStoreUnusableException>(() => store.AppendAsync(Stream, Any, ANote())));
        await line.DisposeAsync();
        failures.Add(await Assert.ThrowsAnyAsync<EventStoreException>(() => store.AppendAsync(Stream, Any, ANote())));
        failures.Add(await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.AppendAsync(Stream, Any, ANote())));
        failures.Add(await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.ReadAsync(Stream)));

        telemetry.Activities.Should().NotBeEmpty();
        loggers.Lines.Should().NotBeEmpty();
        string[] said =
        [
            .. failures.SelectMany(Said.By),
            .. telemetry.Activities.SelectMany(Said.By),
            .. telemetry.All.SelectMany(each => each.Tags.Values).Select(value => $"{value}"),
            .. loggers.Lines.SelectMany(each => each.Values.Values.Select(value => $"{value}").Append(each.Text)),
            .. loggers.Lines.Select(each => each.Failure).OfType<Exception>().SelectMany(Said.By),
        ];
        said.Should().NotContain(each => each.Contains(Password));
    }
}
