namespace EventStore.Conflicts.Sqlite.Tests.Schema;

public sealed class HandMadeSchemaTests : SqliteTest
{
    [Fact]
    public async Task A_trigger_may_have_the_name_of_a_table()
    {
        await MakeStoreAsync();
        ExecuteByHand("CREATE TRIGGER events AFTER INSERT ON events BEGIN DELETE FROM events WHERE 0; END");

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*trigger, 'events'*");
    }

    [Theory]
    [InlineData("CREATE TRIGGER swallow BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END")]
    [InlineData("CREATE TRIGGER swallow AFTER INSERT ON events BEGIN DELETE FROM events WHERE position = NEW.position; END")]
    public async Task A_trigger_that_could_swallow_events_is_refused_when_the_store_is_opened(string trigger)
    {
        await MakeStoreAsync(events: 3);
        ExecuteByHand(trigger);

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*trigger, 'swallow'*");
        ExecuteByHand("DROP TRIGGER swallow");
        await TheStoreStillHoldsAsync(events: 3);
    }

    [Fact]
    public async Task An_insert_that_inserted_nothing_is_never_acknowledged()
    {
        await using var store = OpenStore();
        await AppendAsync(store, Event());
        ExecuteByHand("CREATE TRIGGER swallow BEFORE INSERT ON events BEGIN SELECT RAISE(IGNORE); END");

        var append = () => AppendAsync(store, Event());

        await append.Should().ThrowAsync<EventStoreUnusableException>().WithMessage("*did not insert it*");
        ExecuteByHand("DROP TRIGGER swallow");
        (await AppendAsync(store, Event())).Version.Should().Be(2);
    }

    [Fact]
    public async Task A_negative_schema_version_is_refused()
    {
        await MakeStoreAsync(events: 3);
        ExecuteByHand("PRAGMA user_version = -1");

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*schema version -1*");
    }

    [Fact]
    public void A_schema_that_does_not_fit_on_the_disk_says_so_and_leaves_no_handle_and_no_lease()
    {
        var open = () => OpenStore(options => options.MaxPageCount = 3);

        open.Should().Throw<EventStoreUnavailableException>().WithMessage("*no space left*");
        open.Should().Throw<EventStoreUnavailableException>("the lease was given back");
        if (OperatingSystem.IsLinux())
        {
            Directory.GetFiles("/proc/self/fd").Select(handle => new FileInfo(handle).LinkTarget ?? "")
                .Should().NotContain(target => target.StartsWith(Folder, StringComparison.Ordinal));
        }

        using var store = OpenStore();
    }
}
