using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.ContractTests.Time;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Ordering;

/// <summary>Somebody's transaction has an id and goes on and on.</summary>
public sealed class ReadBarrierTests(OwnServer own) : OwnServerTest(own)
{
    private const string HasAnId = "begin; select pg_current_xact_id()";

    [Fact]
    public async Task Readers_of_the_whole_store_wait_for_it_and_nobody_else_does()
    {
        var clock = new ManualTimeProvider();
        var store = OpenStore(OpenStorage(timeProvider: clock));
        await store.AppendAsync(Stream, NoStream, ANote());
        await using var somebody = await SessionAsync(HasAnId);

        var result = await store.AppendAsync(Stream, Exactly(1), ANote());

        (await store.ReadAsync(Stream)).Should().HaveCount(2);
        (await store.ReadEverythingAsync()).Should().ContainSingle("what came after that transaction began is not shown before it ends");
        var visible = store.WaitUntilVisibleAsync(result.Position!.Value, Token);
        var pauses = new List<TimeSpan>();
        while (pauses.Count < 8)
        {
            pauses.Add(await clock.Armed.ReadAsync(Token));
            visible.IsCompleted.Should().BeFalse();
            clock.Advance(pauses[^1]);
        }

        pauses.Should().Equal(((int[])[1, 2, 4, 8, 16, 32, 50, 50]).Select(each => TimeSpan.FromMilliseconds(each)));
        var last = await clock.Armed.ReadAsync(Token);
        await somebody.ExecuteAsync("rollback");
        clock.Advance(last);
        await visible;
        (await store.ReadEverythingAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task It_is_named_by_its_process_its_application_and_its_role()
    {
        await using var storage = OpenStorage();
        await using var somebody = await SessionAsync($"set application_name = 'report'; {HasAnId}");

        var barrier = await storage.GetReadBarrierAsync(Token);
        var figures = await storage.GetHealthFiguresAsync(Token);

        (barrier.ProcessId, barrier.Holder).Should().Be((somebody.ProcessId, "report, postgres, idle in transaction"));
        barrier.Age.Should().BePositive();
        figures["read_barrier.holder"].Should().Be($"report, postgres, idle in transaction (process {somebody.ProcessId})");
        figures["read_barrier.age"].Should().BeOfType<TimeSpan>().Which.Should().BeGreaterThanOrEqualTo(barrier.Age);
    }

    [Fact]
    public async Task The_oldest_one_is_named()
    {
        await using var storage = OpenStorage();
        await using var oldest = await SessionAsync(HasAnId);
        await using var newer = await SessionAsync(HasAnId);

        (await storage.GetReadBarrierAsync(Token)).ProcessId.Should().Be(oldest.ProcessId);

        await oldest.ExecuteAsync("commit");
        (await storage.GetReadBarrierAsync(Token)).ProcessId.Should().Be(newer.ProcessId);
    }

    [Fact]
    public async Task One_that_was_prepared_and_forgotten_is_named_by_its_name()
    {
        await using var storage = OpenStorage();
        await using var somebody = await SessionAsync($"{HasAnId}; prepare transaction 'forgotten'");

        try
        {
            var barrier = await storage.GetReadBarrierAsync(Token);

            (barrier.ProcessId, barrier.Holder).Should().Be((null, "prepared transaction forgotten"));
            barrier.Age.Should().BePositive();
        }
        finally
        {
            await somebody.ExecuteAsync("rollback prepared 'forgotten'");
        }
    }

    [Fact]
    public async Task Where_there_is_none_nothing_is_named()
    {
        await using var storage = OpenStorage();
        await using var reads = await SessionAsync("begin isolation level repeatable read; select count(*) from pg_class");

        var barrier = await storage.GetReadBarrierAsync(Token);

        (barrier.Age, barrier.ProcessId, barrier.Holder).Should().Be((TimeSpan.Zero, null, null), "who only reads holds nobody back");
        (await storage.GetHealthFiguresAsync(Token)).Should().ContainKey("read_barrier.age").And.NotContainKey("read_barrier.holder");
    }
}
