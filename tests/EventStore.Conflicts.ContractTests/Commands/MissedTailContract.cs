using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>What a command reads and sends: after a conflict the missed tail and no more, and never again what was refused.</summary>
public abstract class MissedTailContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;
    private readonly WatchedStore watched;

    protected MissedTailContract()
    {
        store = OpenStore(Stock.Merge);
        watched = new WatchedStore(store);
    }

    [Fact]
    public async Task Deciding_again_reads_what_came_since_and_appends_something_new()
    {
        var article = await StreamOfAsync(store, [.. Enumerable.Range(0, 300).Select(from => AStockChange(from, from + 1))]);

        var result = await watched.Commands().ExecuteAsync(
            article,
            Stock.Fold,
            async (context, token) =>
            {
                if (context.Attempt <= 2)
                {
                    await store.AppendToStreamAsync(article, Any, Notes(context.Attempt), cancellationToken: token);
                }

                return Stock.Change(1)(context.State);
            },
            cancellationToken: Token);

        result.Version.Should().Be(304);
        watched.Reads.Should().Equal("1-300", "301", "302-303");
        watched.Appends.Select(each => each.Expected).Should().Equal(DecidedAt(300, 300), DecidedAt(301, 301), DecidedAt(303, 303));
        watched.Appends.SelectMany(each => each.Events).Select(each => each.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Without_a_conflict_the_state_is_not_read_again()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 1));

        await watched.Commands().ExecuteAsync(article, Stock.Fold, Stock.Change(1), cancellationToken: Token);
        await watched.Commands().ExecuteAsync(article, Stock.Fold, Stock.Change(1), new CommandSettings { Strategy = ConflictStrategy.Merge }, Token);

        watched.Reads.Should().Equal("1", "1-2");
    }

    [Fact]
    public async Task A_merge_reads_what_the_user_saw_and_then_what_was_added_to_it()
    {
        var article = await StreamOfAsync(store, AStockChange(0, 1), AStockChange(1, 2), AStockChange(2, 3));

        await watched.Commands().ExecuteAsync(article, Stock.Fold, Stock.Change(1), new CommandSettings { Strategy = ConflictStrategy.Merge, Seen = 2 }, Token);

        watched.Reads.Should().Equal("1-2", "3-4");
    }

    [Fact]
    public async Task A_conflict_reads_no_more_than_it_lists()
    {
        var article = await StreamOfAsync(store, ANote());
        var decide = CommandShortcuts.Meanwhile<int>(() => store.AppendAsync(article, Any, Notes(50)), _ => [new MeetingNoteAdded("mine")]);

        var answer = await watched.Commands(options => options.MaxPassedOver = 20).TryExecuteAsync(
            article, Stock.Fold, decide, new CommandSettings { Strategy = ConflictStrategy.Reject }, Token);

        var missed = answer.Conflict.Should().BeOfType<UserFacingConflictException>().Which.Missed;
        (missed.Count, missed.Events.Count, missed.ToString()).Should().Be(
            (50, 20, "meeting-note-added (2), meeting-note-added (3), meeting-note-added (4), meeting-note-added (5), meeting-note-added (6) and 45 more"));
        watched.Reads.Should().Equal("1", "2-21");
    }
}
