using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Sqlite.Tests.Writing;

/// <summary>The ids of dropped events are as durable as events, and cost nothing where there are none.</summary>
public sealed class DroppedEventsTests : SqliteTest
{
    private const string InDoubt = "in doubt ";

    [Fact]
    public async Task They_are_recognised_after_the_store_was_closed_and_opened_again()
    {
        await MakeStoreAsync();
        EncodedEvent dropped;
        await using (var storage = SqliteEventStorage.Open(Database))
        {
            dropped = await storage.DropAsync(Stream, Token);
        }

        await using var reopened = SqliteEventStorage.Open(Database);
        await IsRememberedAsync(reopened, Stream, dropped.Id);
    }

    [Fact]
    public async Task They_survive_the_death_of_the_process()
    {
        List<Guid> acknowledged = [];
        using (var worker = Worker.Start("drop", Database))
        {
            while (acknowledged.Count < 3)
            {
                acknowledged.Add(Guid.Parse((await worker.LineAsync(Token))!));
            }

            worker.Kill();
        }

        await using var storage = SqliteEventStorage.Open(Database);
        foreach (var id in acknowledged)
        {
            await IsRememberedAsync(storage, new StreamId("work"), id);
        }
    }

    [Fact]
    public async Task A_commit_of_nothing_but_them_is_in_doubt_when_it_fails_like_any_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a system that refuses to let a file grow beyond a limit, and a shell that sets one.");

        var said = (await Worker.RunWithFileLimitAsync("drop", Database, 200, Token)).Split('\n');

        said[^1].Should().StartWith("AppendOutcomeUnknownException");
        said[^2].Should().StartWith(InDoubt);
        await using var storage = SqliteEventStorage.Open(Database);
        var work = new StreamId("work");
        foreach (var id in said[..^2])
        {
            await IsRememberedAsync(storage, work, Guid.Parse(id));
        }

        var inDoubt = new EncodedEvent(Guid.Parse(said[^2][InDoubt.Length..]), "dropped", "{}"u8.ToArray(), default) { IsDropped = true };
        (await storage.SendAsync(work, inDoubt, Token)).Versions.Should().BeNull("sending it again settles it");
        await IsRememberedAsync(storage, work, inDoubt.Id);
    }

    [Fact]
    public async Task An_append_that_is_rolled_back_drops_nothing()
    {
        await using var storage = SqliteEventStorage.Open(Database, new SqliteOptions { MaxPageCount = 60 });
        await using var store = new Configuration.EventStoreBuilder().UseStorage(_ => storage).Build();
        await AppendAsync(store, Event());
        var dropped = new EncodedEvent(Guid.CreateVersion7(), "dropped", "{}"u8.ToArray(), default) { IsDropped = true };
        var tooMuch = new StorageAppend
        {
            Stream = Stream,
            Expected = ExpectedVersion.Exactly(0),
            Condition = AppendCondition.RefuseNothing,
            Events = [dropped, .. Enumerable.Range(0, 200).Select(_ => new EncodedEvent(Guid.CreateVersion7(), "large", new byte[4000], default))],
        };

        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => storage.AppendAsync(tooMuch, Token));

        (await storage.FindKeysAsync([dropped.Id], Token)).Single().Should().BeNull();
        (await storage.SendAsync(Stream, dropped with { IsDropped = false }, Token)).Versions.Should().Be(new VersionRange(2, 2));
    }

    [Fact]
    public async Task A_store_that_has_none_never_looks_for_them()
    {
        await using var store = OpenStore();
        await AppendAsync(store, Event());
        ExecuteByHand("DROP TABLE dropped_events");

        (await AppendAsync(store, Event(), Event())).Version.Should().Be(3);
    }

    [Fact]
    public async Task One_that_the_database_did_not_take_is_never_acknowledged()
    {
        await MakeStoreAsync();
        await using var storage = SqliteEventStorage.Open(Database);
        ExecuteByHand("CREATE TRIGGER swallow BEFORE INSERT ON dropped_events BEGIN SELECT RAISE(IGNORE); END");

        var drop = () => storage.DropAsync(Stream, Token);

        await drop.Should().ThrowAsync<EventStoreUnusableException>().WithMessage("*did not insert it*");
    }

    private static async Task IsRememberedAsync(SqliteEventStorage storage, StreamId stream, Guid id)
    {
        (await storage.FindKeysAsync([id], Token)).Single()!.Value.IsDropped.Should().BeTrue();
        var again = await storage.SendAsync(stream, new EncodedEvent(id, "dropped", "{}"u8.ToArray(), default), Token);
        (again.Status, again.Versions).Should().Be((StorageAppendStatus.AlreadyWritten, null));
    }
}
