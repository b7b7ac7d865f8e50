using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Storage.InMemory;

namespace EventStore.Conflicts.ContractTests;

/// <summary>A copy that ended too early goes on where it stopped, whatever ended it.</summary>
public abstract class CopyAgainContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private IEventStorage Storage => Engine.Storage;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Lost_at_any_point_and_run_again_it_ends_with_the_same_store(int seed)
    {
        await using var source = await RandomStores.CreateAsync(seed, 500);
        var events = await source.ReadAllAsync(GlobalPosition.Start, long.MaxValue, Token).Select(each => each.Id).ToListAsync(Token);
        var random = new Random(seed);
        CopyProgress? end = null;
        for (var runs = 0; end is null; runs++)
        {
            var from = new TroubledStorage(source) { ReadsLeft = random.Next(2) == 0 ? int.MaxValue : random.Next(events.Count * 2) };
            var to = new TroubledStorage(Storage) { AppendsLeft = random.Next(1 + (runs * 100)) };
            try
            {
                end = await from.CopyToAsync(to, cancellationToken: Token);
            }
            catch (Exception lost) when (lost is EventStoreUnavailableException or AppendOutcomeUnknownException)
            {
                var known = await Storage.FindKeysAsync(events, Token);
                known.SkipWhile(key => key is not null).All(key => key is null).Should().BeTrue("it stops, and leaves nothing out");
            }
        }

        end.AlreadyThere.Should().BePositive();
        (end.AlreadyThere + end.Copied).Should().Be(end.Total).And.Be(events.Count);
        (await Storage.CopiedContentsAsync(source)).Should().Equal(await source.ContentsAsync());
    }

    [Fact]
    public async Task Cancelled_and_run_again_it_ends_with_the_same_store()
    {
        await using var source = await RandomStores.CreateAsync(7, 1_000);
        using var cancelling = new CancellationTokenSource();
        var first = source.CopyToAsync(
            Storage,
            new ProgressListener(progress =>
            {
                if (progress.Copied > 0)
                {
                    cancelling.Cancel();
                }
            }),
            cancelling.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        var second = await source.CopyToAsync(Storage, cancellationToken: Token);

        second.AlreadyThere.Should().BePositive();
        second.Copied.Should().BePositive();
        (second.AlreadyThere + second.Copied).Should().Be(second.Total);
        (await Storage.CopiedContentsAsync(source)).Should().Equal(await source.ContentsAsync());
    }

    [Fact]
    public async Task Run_again_after_its_end_it_copies_nothing()
    {
        await using var source = await RandomStores.CreateAsync(8, 200);
        var first = await source.CopyToAsync(Storage, cancellationToken: Token);

        var again = await source.CopyToAsync(Storage, cancellationToken: Token);

        again.Should().Be(first with { Copied = 0, AlreadyThere = first.Copied });
        (await Storage.CopiedContentsAsync(source)).Should().Equal(await source.ContentsAsync());
    }

    [Fact]
    public async Task What_the_target_holds_but_does_not_show_yet_is_no_surprise()
    {
        await using var source = await RandomStores.CreateAsync(9, 100);
        var first = await source.CopyToAsync(Storage, cancellationToken: Token);
        var target = new TroubledStorage(Storage) { Shown = first.Copied / 3 };

        var again = await source.CopyToAsync(target, cancellationToken: Token);

        again.Should().Be(first with { Copied = 0, AlreadyThere = first.Copied });
    }

    [Fact]
    public async Task What_is_written_to_the_source_meanwhile_comes_over_when_it_is_run_again()
    {
        await using var source = await RandomStores.CreateAsync(10, 100);
        Task? writing = null;
        var first = await source.CopyToAsync(
            Storage,
            new ProgressListener(progress => writing ??= progress.Copied == 0 ? null : source.SendAsync(NewStream(), Any, [StorageAppends.Encoded("late"), StorageAppends.Dropped("late")])),
            Token);
        await writing!;
        first.Copied.Should().Be(first.Total, "it ends where the source ended when it began to read");

        var second = await source.CopyToAsync(Storage, cancellationToken: Token);

        (second.AlreadyThere, second.Copied, second.Total).Should().Be((first.Total, 1, first.Total + 1));
        (await Storage.CopiedContentsAsync(source)).Should().Equal(await source.ContentsAsync());
    }

    [Fact]
    public async Task Nobody_is_copied_who_has_given_up()
    {
        await using var source = new InMemoryEventStorage();
        await source.AppendTypesAsync(NewStream(), "one");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.CopyToAsync(Storage, cancellationToken: new CancellationToken(canceled: true)));

        (await Storage.ContentsAsync()).Should().BeEmpty();
    }
}
