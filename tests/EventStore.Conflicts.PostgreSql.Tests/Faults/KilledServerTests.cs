using System.Collections.Concurrent;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

public sealed class KilledServerTests(OwnServer own) : FaultTest(own)
{
    private const int Writers = 8;
    private const int AppendsBeforeTheEnd = 100;

    private readonly TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<Guid> acknowledged = [];

    [Fact]
    public async Task The_same_store_goes_on_and_what_was_in_doubt_is_settled_to_one_copy()
    {
        var store = OpenStore();
        var writing = Enumerable.Range(0, Writers).Select(writer => AppendUntilTheEndAsync(store, StreamOf(writer))).ToArray();
        await enough.Task;

        Server.Kill();
        var failed = await Task.WhenAll(writing);
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.ReadAsync(Stream));
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.AppendAsync(Stream, Any, ANote()));
        Server.Start();

        await using var again = Retrying(store);
        for (var writer = 0; writer < Writers; writer++)
        {
            (await again.AppendAsync(StreamOf(writer), Any, failed[writer])).Outcome.Should().BeOneOf(AppendOutcome.Appended, AppendOutcome.AlreadyAppended);
        }

        var stored = new List<RecordedEvent>();
        foreach (var stream in Enumerable.Range(0, Writers).Select(StreamOf).Distinct())
        {
            var events = await again.ReadAsync(stream);
            events.Select(each => each.Version).Should().Equal(Enumerable.Range(1, events.Count).Select(version => (long)version));
            stored.AddRange(events);
        }

        stored.Select(each => each.Id).Should().BeEquivalentTo(acknowledged.Concat(failed.Select(each => each.Id)), "exactly what was acknowledged or sent again is there");
    }

    private static StreamId StreamOf(int writer) => new($"client-{writer % 3}");

    /// <summary>The event whose append failed in the end.</summary>
    private async Task<NewEvent> AppendUntilTheEndAsync(IEventStore store, StreamId stream)
    {
        while (true)
        {
            var note = ANote();
            try
            {
                await store.AppendAsync(stream, Any, note);
                acknowledged.Add(note.Id);
                if (acknowledged.Count >= AppendsBeforeTheEnd)
                {
                    enough.TrySetResult();
                }
            }
            catch (EventStoreException failure) when (failure is AppendOutcomeUnknownException or EventStoreUnavailableException)
            {
                return note;
            }
        }
    }
}
