using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>How many concurrent events a stale append may have missed, whatever they are.</summary>
public abstract class StalenessCapContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Theory]
    [InlineData(0, 0, StorageAppendStatus.Written)]
    [InlineData(0, 1, StorageAppendStatus.TooStale)]
    [InlineData(1, 1, StorageAppendStatus.Written)]
    [InlineData(1, 2, StorageAppendStatus.TooStale)]
    [InlineData(4, 4, StorageAppendStatus.Written)]
    [InlineData(4, 5, StorageAppendStatus.TooStale)]
    [InlineData(long.MaxValue, 5, StorageAppendStatus.Written)]
    public async Task Up_to_its_bound_an_append_may_be_behind(long bound, int behind, StorageAppendStatus status)
    {
        await HoldsAsync(2 + behind);

        var result = await Storage.AppendMineAsync(stream, Exactly(2), AtMost(bound));

        result.Status.Should().Be(status);
        result.Head.Should().Be(2 + behind);
        result.Versions.Should().Be(status == StorageAppendStatus.Written ? new VersionRange(3 + behind, 3 + behind) : null);
        result.FirstRefused.Should().Be(0);
        (await Storage.GetStreamVersionAsync(stream, Token)).Should().Be(2 + behind + (status == StorageAppendStatus.Written ? 1 : 0));
    }

    [Fact]
    public async Task The_callers_own_events_do_not_count()
    {
        await HoldsAsync(5);
        var expected = ExpectedVersion.Parse("0+2-3+5");

        (await Storage.AppendMineAsync(stream, expected, AtMost(1))).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, expected, AtMost(2))).Status.Should().Be(StorageAppendStatus.Written);
        (await Storage.AppendMineAsync(stream, expected, AtMost(2))).Status.Should().Be(StorageAppendStatus.TooStale, "now it misses a third");
    }

    [Fact]
    public async Task Who_decided_later_than_its_asker_saw_is_as_far_behind_as_the_asker()
    {
        await HoldsAsync(4);

        (await Storage.AppendMineAsync(stream, DecidedAt(4, seen: 1), AtMost(2))).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, DecidedAt(3, seen: 1), AtMost(2))).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, DecidedAt(3, seen: 1), AtMost(3))).FirstRefused.Should().Be(4, "nobody decided on it");
        (await Storage.AppendMineAsync(stream, DecidedAt(4, seen: 1), AtMost(3))).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task Assertions_that_consult_no_condition_have_no_bound()
    {
        await HoldsAsync(5);

        (await Storage.AppendMineAsync(stream, Any, AtMost(0))).Status.Should().Be(StorageAppendStatus.Written);
        (await Storage.AppendMineAsync(stream, StreamExists, AtMost(0))).Status.Should().Be(StorageAppendStatus.Written);
        (await Storage.AppendMineAsync(stream, NoStream, AtMost(0))).Status.Should().Be(StorageAppendStatus.WrongVersion);
        (await Storage.AppendMineAsync(stream, Exactly(9), AtMost(0))).Status.Should().Be(StorageAppendStatus.WrongVersion);
    }

    [Fact]
    public async Task What_was_written_before_is_recognised_however_far_behind_it_is()
    {
        var mine = StorageAppends.Encoded("mine");
        await Storage.SendAsync(stream, NoStream, [mine]);
        await HoldsAsync(5);

        (await Storage.SendAsync(stream, Exactly(0), [mine], AtMost(0))).Status.Should().Be(StorageAppendStatus.AlreadyWritten);
        (await Storage.SendAsync(stream, Exactly(0), [mine, StorageAppends.Encoded("new")], AtMost(0))).Status.Should().Be(StorageAppendStatus.Duplicate);
    }

    [Fact]
    public async Task Being_too_far_behind_comes_before_what_the_events_are()
    {
        var refuses = AppendCondition.RefuseOnly(["theirs"]);
        var asks = AppendCondition.Create(Verdict.Ask, []);
        await HoldsAsync(2);

        (await Storage.AppendMineAsync(stream, Exactly(0), refuses.AtMost(1, null))).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, Exactly(0), asks.AtMost(1, null))).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, Exactly(0), asks.AtMost(1, null), answeredThrough: 2)).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, Exactly(0), refuses.AtMost(2, null))).Status.Should().Be(StorageAppendStatus.Refused);
        (await Storage.AppendMineAsync(stream, Exactly(0), asks.AtMost(2, null))).Status.Should().Be(StorageAppendStatus.Ask);
        (await Storage.AppendMineAsync(stream, Exactly(0), asks.AtMost(2, null), answeredThrough: 2)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task What_anything_refuses_is_refused_and_never_called_too_stale()
    {
        await HoldsAsync(2);

        var result = await Storage.AppendMineAsync(stream, Exactly(0), AppendCondition.RefuseAnything.AtMost(0, TimeSpan.Zero));

        result.Status.Should().Be(StorageAppendStatus.Refused);
        result.FirstRefused.Should().Be(1);
    }

    [Fact]
    public async Task A_batch_may_be_as_far_behind_as_the_strictest_of_its_events()
    {
        await HoldsAsync(2);
        EncodedEvent[] batch = [StorageAppends.Encoded("one"), StorageAppends.Encoded("two")];

        (await Storage.SendAsync(stream, Exactly(0), batch, AtMost(9).And(AtMost(1)))).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.FindKeyAsync(batch[0].Id)).Should().BeNull("nothing of it was written");
        (await Storage.SendAsync(stream, Exactly(0), batch, AtMost(9).And(AtMost(2)))).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task An_empty_batch_only_checks_it()
    {
        await HoldsAsync(2);

        (await Storage.SendAsync(stream, Exactly(0), [], AtMost(1))).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.SendAsync(stream, Exactly(0), [], AtMost(2))).Status.Should().Be(StorageAppendStatus.Written);
        (await Storage.GetStreamVersionAsync(stream, Token)).Should().Be(2);
    }

    private static AppendCondition AtMost(long events) => AppendCondition.RefuseNothing.AtMost(events, null);

    /// <summary>Lets the stream grow to <paramref name="count"/> events.</summary>
    private async Task HoldsAsync(int count)
    {
        var missing = count - (int)await Storage.GetStreamVersionAsync(stream, Token);
        await Storage.AppendTypesAsync(stream, [.. Enumerable.Repeat("theirs", missing)]);
    }
}
