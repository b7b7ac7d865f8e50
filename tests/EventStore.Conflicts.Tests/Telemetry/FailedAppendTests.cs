using System.Diagnostics;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Tests.Appending;
using EventStore.Conflicts.Tests.Resilience;

namespace EventStore.Conflicts.Tests.Telemetry;

/// <summary>Appends that end in what a healthy engine doesn't answer.</summary>
public sealed class FailedAppendTests
{
    public static TheoryData<string, Func<StorageAppendResult>> Ways => new()
    {
        { "unavailable", () => throw Faults.Unavailable },
        { "unknown", () => throw Faults.Unknown },
        { "failed", () => throw new EventStoreUnusableException("not a database") },
        { "failed", () => throw new ObjectDisposedException("store") },
        { "contended", () => StorageAppendResult.Ask(head: 0) },
    };

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public async Task An_append_is_counted_by_what_it_failed_with(string outcome, Func<StorageAppendResult> answer)
    {
        using var recording = new TelemetryRecording();
        var observer = new RecordingObserver();
        await using var store = new EventStoreBuilder().UseStorage(_ => new FailingStorage { Answer = answer }).AddConflictObserver(observer).Build();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => store.AppendToStreamAsync(
            new StreamId("a"), ExpectedVersion.Exactly(0), [], cancellationToken: TestContext.Current.CancellationToken));

        var append = recording.Of("eventstore.appends").Should().ContainSingle().Subject;
        (append.Tag("eventstore.append.outcome"), append.Tag("error.type")).Should().Be((outcome, failure.GetType().FullName));
        recording.Activities.Should().ContainSingle().Which.Status.Should().Be(ActivityStatusCode.Error);
        observer.Reports.Should().BeEmpty("nothing was decided");
    }
}
