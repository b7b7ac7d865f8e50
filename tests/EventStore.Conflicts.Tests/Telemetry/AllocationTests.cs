using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Telemetry;

/// <summary>What is only for stale appends costs the others nothing.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Rounds = 2_000;

    [Fact]
    public void An_append_that_is_not_stale_allocates_the_same_whoever_waits_for_stale_ones()
    {
        using var loggers = new RecordingLoggers(LogLevel.Trace);
        using var plain = Configured().Build();
        using var watched = Configured()
            .UseLoggerFactory(loggers)
            .AddConflictObserver(new RecordingObserver())
            .ConfigureShadowConflicts(rules => rules.For("noted").ConflictsWithItself())
            .Build();

        // In turn, so that both meet the same growing lists and the same tiers of compiled code; the least is what an append needs. Where code was compiled
        // anew between the last two, a few more rounds make them even again.
        var (ofPlain, ofWatched) = (long.MaxValue, long.MaxValue);
        for (var version = 0; version < Rounds || (version < 2 * Rounds && ofPlain != ofWatched); version++)
        {
            ofPlain = Math.Min(ofPlain, AllocatedByAppend(plain, version));
            ofWatched = Math.Min(ofWatched, AllocatedByAppend(watched, version));
        }

        ofWatched.Should().Be(ofPlain).And.BeGreaterThan(0);
        loggers.Lines.Should().BeEmpty();
    }

    [Fact]
    public void An_append_that_is_listened_to_allocates_more_so_the_measurement_can_tell()
    {
        using var store = Configured().Build();
        var (plain, listened) = (long.MaxValue, long.MaxValue);
        for (var version = 0; version < Rounds; version += 2)
        {
            plain = Math.Min(plain, AllocatedByAppend(store, version));
            using (new TelemetryRecording())
            {
                listened = Math.Min(listened, AllocatedByAppend(store, version + 1));
            }
        }

        listened.Should().BeGreaterThan(plain);
    }

    private static EventStoreBuilder Configured() => new EventStoreBuilder().UseInMemory().ConfigureConflicts(rules => rules.For("noted").NeverConflicts());

    private static long AllocatedByAppend(IEventStore store, int version)
    {
        NewEvent[] events = [NewEvent.Raw("noted", "{}"u8.ToArray())];
        var stream = new StreamId("notes");
        var expected = ExpectedVersion.Exactly(version);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var appending = store.AppendToStreamAsync(stream, expected, events, cancellationToken: TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The engine in memory answers at once, so all of it happened on this thread.
        appending.IsCompletedSuccessfully.Should().BeTrue();
        return allocated;
    }
}
