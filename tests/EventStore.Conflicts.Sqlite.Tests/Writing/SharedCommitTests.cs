using Dapper;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

public sealed class SharedCommitTests : SqliteTest
{
    private const int MiB = 1 << 20;

    [Fact]
    public async Task Appends_that_wait_at_the_same_time_share_one_commit() =>
        (await CommitsOfAsync(appends: 51, bytes: 2, maxEventsPerCommit: 1_000)).Should().Be(1);

    [Fact]
    public async Task A_commit_is_shared_by_no_more_events_than_its_option_says() =>
        (await CommitsOfAsync(appends: 51, bytes: 2, maxEventsPerCommit: 10)).Should().Be(6);

    [Fact]
    public async Task A_commit_is_shared_by_no_more_than_16_MiB() =>
        (await CommitsOfAsync(appends: 40, bytes: MiB, maxEventsPerCommit: 1_000)).Should().Be(3);

    [Fact]
    public async Task Whoever_is_refused_in_a_shared_commit_fails_alone_and_everyone_gets_an_answer_of_his_own()
    {
        await using var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMinutes(1));
        var stored = Event();
        await AppendAsync(store, stored);
        var other = new StreamId("other");
        Task<AppendResult> To(StreamId stream, ExpectedVersion expected, params NewEvent[] events) =>
            store.AppendToStreamAsync(stream, expected, events, cancellationToken: Token);
        var before = WriteAheadLog.CountCommits(Database);
        Task<AppendResult> first, wrong, stale, fits, taken, resent, founding, late, last;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            _ = FillFirstCommit(store, 1_000);
            first = To(Stream, ExpectedVersion.Any, Event());
            wrong = To(Stream, ExpectedVersion.NoStream, Event());
            stale = To(Stream, ExpectedVersion.Exactly(1), Event(), Event());
            fits = To(Stream, ExpectedVersion.Exactly(2), Event(), Event());
            taken = To(other, ExpectedVersion.Any, stored);
            resent = To(Stream, ExpectedVersion.Exactly(1), stored);
            founding = To(other, ExpectedVersion.NoStream, Event());
            late = To(other, ExpectedVersion.NoStream, Event());
            last = To(Stream, ExpectedVersion.Any, Event());
        }

        (await first).Versions.Should().Be(new VersionRange(2, 2));
        await Assert.ThrowsAsync<WrongExpectedVersionException>(() => wrong);
        (await Assert.ThrowsAsync<StreamConflictException>(() => stale)).Expected.Should().Be(ExpectedVersion.Exactly(1));
        (await fits).Versions.Should().Be(new VersionRange(3, 4), "what was refused before it took no version");
        (await Assert.ThrowsAsync<DuplicateEventException>(() => taken)).Existing.Id.Should().Be(stored.Id);
        (await resent).Should().BeEquivalentTo(new { Outcome = AppendOutcome.AlreadyAppended, Version = 1 });
        (await founding).Versions.Should().Be(new VersionRange(1, 1));
        (await Assert.ThrowsAsync<WrongExpectedVersionException>(() => late)).Actual.Should().Be(1, "it is judged by what its neighbour inserted");
        (await last).Versions.Should().Be(new VersionRange(5, 5));
        (WriteAheadLog.CountCommits(Database) - before).Should().Be(2, "they all stood in one, after the one that kept the writer busy");
        await store.DisposeAsync();
        await TheStoreStillHoldsAsync(events: 5);
    }

    [Fact]
    public async Task Of_a_batch_with_a_taken_id_nothing_is_left_and_its_neighbours_in_the_commit_stay()
    {
        await using var store = OpenStore(options => options.BusyTimeout = TimeSpan.FromMinutes(1));
        var stored = Event();
        await AppendAsync(store, stored);
        var other = new StreamId("other");
        Task<AppendResult> before, taken, after;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            before = AppendAsync(store, Event(), Event());
            taken = store.AppendToStreamAsync(other, ExpectedVersion.Any, [Event(), NewEvent.Raw("never-stored", "{}"u8.ToArray()), stored], cancellationToken: Token);
            after = AppendAsync(store, Event(), Event());
        }

        (await before).Versions.Should().Be(new VersionRange(2, 3));
        (await Assert.ThrowsAsync<DuplicateEventException>(() => taken)).Existing.Stream.Should().Be(Stream);
        (await after).Versions.Should().Be(new VersionRange(4, 5));
        (await store.GetStreamVersionAsync(other, Token)).Should().Be(0);
        (await store.AppendToStreamAsync(other, ExpectedVersion.NoStream, [Event()], cancellationToken: Token)).Version.Should().Be(1);
        await store.DisposeAsync();
        using var connection = OpenByHand();
        connection.ExecuteScalar<long>("SELECT count(*) FROM event_types WHERE name = 'never-stored'").Should().Be(0);
        await TheStoreStillHoldsAsync(events: 5);
    }

    private async Task<int> CommitsOfAsync(int appends, int bytes, int maxEventsPerCommit)
    {
        await using var store = OpenStore(options =>
        {
            options.BusyTimeout = TimeSpan.FromMinutes(1);
            options.MaxEventsPerCommit = maxEventsPerCommit;
        });

        // Somebody who goes on reading keeps the log from being begun anew, so that all commits stay in it.
        using var reading = OpenByHand();
        using var snapshot = reading.BeginTransaction(deferred: true);
        reading.ExecuteScalar<long>("SELECT COUNT(*) FROM events", transaction: snapshot);
        var before = WriteAheadLog.CountCommits(Database);
        Task<AppendResult> filling;
        Task<AppendResult>[] waiting;
        using (var tool = OpenByHand())
        {
            using var holding = tool.BeginTransaction(deferred: false);
            filling = FillFirstCommit(store, maxEventsPerCommit);
            waiting = [.. Enumerable.Range(0, appends).Select(_ => AppendAsync(store, Event(bytes)))];
        }

        await filling;
        var results = await Task.WhenAll(waiting);

        results.Select(result => result.Version).Should().Equal(Enumerable.Range(1, appends).Select(version => (long)version), "first come, first served");
        return WriteAheadLog.CountCommits(Database) - before - 1;
    }

    /// <summary>One append that nothing else fits beside, so that all that come after it meet in the next commit, however fast the writer is.</summary>
    private static Task<AppendResult> FillFirstCommit(IEventStore store, int events) => store.AppendToStreamAsync(
        new StreamId("filling"), ExpectedVersion.Any, [.. Enumerable.Range(0, events).Select(_ => Event())], cancellationToken: Token);
}
