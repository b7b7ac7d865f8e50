using System.Diagnostics;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Tests.Appending;
using EventStore.Conflicts.Tests.Resilience;

namespace EventStore.Conflicts.Tests.Telemetry;

public sealed class RetryTelemetryTests
{
    private const string Retries = "eventstore.retries";

    [Fact]
    public async Task Retries_are_counted_by_the_fault_before_them()
    {
        using var recording = new TelemetryRecording();
        var run = new RetryRun(new ScriptedStore(Faults.Unavailable, Faults.Unknown, Faults.Unavailable));

        await run.AppendAsync();

        recording.Sums(Retries).Should().Equal(
            ("EventStore.Conflicts.AppendOutcomeUnknownException", 1), ("EventStore.Conflicts.EventStoreUnavailableException", 2));
        recording.Of(Retries).Should().OnlyContain(each => each.Tags.ContainsKey("error.type"));
    }

    [Fact]
    public async Task What_is_not_tried_again_is_not_counted()
    {
        using var recording = new TelemetryRecording();

        await new RetryRun(new ScriptedStore()).AppendAsync();
        await Assert.ThrowsAsync<EventStoreUnavailableException>(
            () => new RetryRun(new ScriptedStore([.. Enumerable.Range(0, 4).Select(_ => Faults.Unavailable)])).AppendAsync());

        recording.Of(Retries).Should().HaveCount(3, "the last attempt is not followed by another");
    }

    [Fact]
    public async Task A_retry_is_an_event_of_the_callers_activity()
    {
        using var caller = new Activity("caller").Start();
        var run = new RetryRun(new ScriptedStore(Faults.Unavailable, Faults.Unknown));

        await run.AppendAsync();

        caller.Events.Select(each => each.Name).Should().Equal("eventstore.retry", "eventstore.retry");
        caller.Events.Last().Tags.Select(tag => (tag.Key, tag.Value)).Should().BeEquivalentTo(new (string, object?)[]
        {
            ("eventstore.retry.number", 2),
            ("eventstore.retry.delay", run.Attempts[1].Delay.TotalSeconds),
            ("error.type", typeof(AppendOutcomeUnknownException).FullName),
        });
    }

    [Fact]
    public async Task Each_attempt_is_an_activity_beside_the_others()
    {
        using var recording = new TelemetryRecording();
        using var caller = new Activity("caller").Start();
        var answers = new Queue<Func<StorageAppendResult>>([() => throw Faults.Unavailable, () => StorageAppendResult.Written(head: 0, versions: null, position: null)]);
        await using var store = new EventStoreBuilder()
            .UseStorage(_ => new FailingStorage { Answer = () => answers.Dequeue()() })
            .AddRetries(retry => retry.BaseDelay = TimeSpan.Zero)
            .Build();

        await store.AppendToStreamAsync(Faults.Stream, ExpectedVersion.Any, [], cancellationToken: TestContext.Current.CancellationToken);

        recording.Activities.Select(each => (each.ParentId, each.Status)).Should().Equal(
            (caller.Id, ActivityStatusCode.Error), (caller.Id, ActivityStatusCode.Unset));
        caller.Events.Should().ContainSingle();
        recording.Of("eventstore.appends").Select(each => each.Tag("eventstore.append.outcome")).Should().Equal("unavailable", "appended");
    }
}
