using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>How old the first event may be that a stale append has missed, by the clock of the store.</summary>
public abstract class StalenessAgeContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Fact]
    public async Task Up_to_its_bound_the_first_missed_event_may_be_old()
    {
        await TheirsAsync(Noon);

        var late = await MineAsync(Noon + TenMinutes + Microsecond, Exactly(0), TenMinutes);

        late.Status.Should().Be(StorageAppendStatus.TooStale);
        late.Head.Should().Be(1);
        (await Storage.TypesAsync(stream)).Should().Equal("theirs");
        (await MineAsync(Noon + TenMinutes, Exactly(0), TenMinutes)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task At_a_bound_of_zero_only_the_same_moment_is_young_enough()
    {
        await TheirsAsync(Noon);

        (await MineAsync(Noon + Microsecond, Exactly(0), TimeSpan.Zero)).Status.Should().Be(StorageAppendStatus.TooStale);
        (await MineAsync(Noon, Exactly(0), TimeSpan.Zero)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_makes_nothing_old()
    {
        await TheirsAsync(Noon + TenMinutes);

        (await MineAsync(Noon, Exactly(0), TimeSpan.Zero)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task What_was_seen_may_be_as_old_as_it_is_and_what_came_later_makes_the_first_no_younger()
    {
        await TheirsAsync(Noon);
        await TheirsAsync(Noon + TenMinutes);
        await TheirsAsync(Noon + (2 * TenMinutes));
        var now = Noon + (2 * TenMinutes);

        (await MineAsync(now, Exactly(0), TenMinutes)).Status.Should().Be(StorageAppendStatus.TooStale);
        (await MineAsync(now, DecidedAt(3, seen: 0), TenMinutes)).Status.Should().Be(StorageAppendStatus.TooStale);
        (await MineAsync(now, Exactly(1), TenMinutes)).Status.Should().Be(StorageAppendStatus.Written);
        (await MineAsync(now, DecidedAt(4, seen: 1), TenMinutes)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task The_age_of_the_callers_own_events_does_not_count()
    {
        await TheirsAsync(Noon);
        await Storage.AppendTypesAsync(stream, "own");
        await TheirsAsync(Noon + TenMinutes);
        var expected = ExpectedVersion.Parse("0+2");

        (await MineAsync(Noon + TenMinutes, expected, TenMinutes)).Status.Should().Be(StorageAppendStatus.Written);
        (await MineAsync(Noon + TenMinutes + Microsecond, expected, TenMinutes)).Status.Should().Be(StorageAppendStatus.TooStale, "theirs is older than that");
        (await MineAsync(Noon + (2 * TenMinutes), Exactly(2), TenMinutes)).Status.Should().Be(StorageAppendStatus.Written);
    }

    [Fact]
    public async Task Who_missed_nothing_or_asserts_no_version_has_no_bound()
    {
        await TheirsAsync(Noon);
        var now = Noon + TenMinutes;

        (await MineAsync(now, Exactly(1), TimeSpan.Zero)).Status.Should().Be(StorageAppendStatus.Written);
        (await MineAsync(now, Any, TimeSpan.Zero)).Status.Should().Be(StorageAppendStatus.Written);
        (await MineAsync(now, StreamExists, TimeSpan.Zero)).Status.Should().Be(StorageAppendStatus.Written);
        (await MineAsync(now, NoStream, TimeSpan.Zero)).Status.Should().Be(StorageAppendStatus.WrongVersion);
    }

    [Fact]
    public async Task What_was_written_before_is_recognised_however_old_it_is()
    {
        Engine.Clock.Set(Noon);
        var mine = StorageAppends.Encoded("mine");
        await Storage.SendAsync(stream, NoStream, [mine]);
        Engine.Clock.Set(Noon + TenMinutes);

        (await Storage.SendAsync(stream, Exactly(0), [mine], AtMost(TimeSpan.Zero))).Status.Should().Be(StorageAppendStatus.AlreadyWritten);
    }

    [Fact]
    public async Task Being_too_old_comes_before_what_the_events_are()
    {
        await TheirsAsync(Noon);
        await TheirsAsync(Noon + TenMinutes);
        Engine.Clock.Set(Noon + TenMinutes);
        var refuses = AppendCondition.RefuseOnly(["theirs"]);
        var asks = AppendCondition.Create(Verdict.Ask, []);

        (await Storage.AppendMineAsync(stream, Exactly(0), refuses.AtMost(null, TenMinutes - Microsecond))).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, Exactly(0), asks.AtMost(null, TenMinutes - Microsecond), answeredThrough: 2)).Status
            .Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, Exactly(0), refuses.AtMost(null, TenMinutes))).Status.Should().Be(StorageAppendStatus.Refused);
        (await Storage.AppendMineAsync(stream, Exactly(0), asks.AtMost(null, TenMinutes))).Status.Should().Be(StorageAppendStatus.Ask);
    }

    [Fact]
    public async Task Of_two_bounds_either_is_enough_and_of_a_batch_the_strictest_holds()
    {
        await TheirsAsync(Noon);
        await TheirsAsync(Noon);
        Engine.Clock.Set(Noon + TenMinutes);
        var events = AppendCondition.RefuseNothing.AtMost(1, TenMinutes);
        var age = AppendCondition.RefuseNothing.AtMost(2, TenMinutes - Microsecond);
        var batch = AtMost(TimeSpan.FromDays(1)).And(AtMost(TenMinutes - Microsecond));

        (await Storage.AppendMineAsync(stream, Exactly(0), events)).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.AppendMineAsync(stream, Exactly(0), age)).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.SendAsync(stream, Exactly(0), [StorageAppends.Encoded("mine")], batch)).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.SendAsync(stream, Exactly(0), [], batch)).Status.Should().Be(StorageAppendStatus.TooStale);
        (await Storage.SendAsync(stream, Exactly(0), [], AtMost(TenMinutes))).Status.Should().Be(StorageAppendStatus.Written);
        (await Storage.TypesAsync(stream)).Should().Equal("theirs", "theirs");
    }

    private static AppendCondition AtMost(TimeSpan age) => AppendCondition.RefuseNothing.AtMost(null, age);

    private Task<StorageAppendResult> TheirsAsync(DateTimeOffset at)
    {
        Engine.Clock.Set(at);
        return Storage.AppendTypesAsync(stream, "theirs");
    }

    private Task<StorageAppendResult> MineAsync(DateTimeOffset at, ExpectedVersion expected, TimeSpan maxAge)
    {
        Engine.Clock.Set(at);
        return Storage.AppendMineAsync(stream, expected, AtMost(maxAge));
    }
}
