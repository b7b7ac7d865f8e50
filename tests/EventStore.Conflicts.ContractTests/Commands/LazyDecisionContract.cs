using EventStore.Conflicts.Commands;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Decisions whose events are made as they are asked for, which may never end: no more is asked for than one append can hold.</summary>
public abstract class LazyDecisionContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly StreamId account = NewStream("account");
    private readonly IEventStore store;
    private int given;

    protected LazyDecisionContract() => store = Engine.OpenStore(builder => builder
        .MapEvents(SampleEvents.Map)
        .UseLimits(new EventStoreLimits { MaxEventsPerAppend = 10 }));

    [Fact]
    public async Task One_that_gives_more_than_an_append_may_hold_is_stopped_at_the_first_too_many_and_nothing_is_written()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => store.Commands().ExecuteAsync(account, Account.Fold, _ => Deposits(1_000), cancellationToken: Token));

        refusal.Message.Should().StartWith("The append holds more than 10 events; at most 10 are allowed (EventStoreLimits.MaxEventsPerAppend).");
        given.Should().Be(11);
        (await store.GetStreamVersionAsync(account, Token)).Should().Be(0);
    }

    [Fact]
    public async Task One_that_gives_as_many_as_an_append_may_hold_is_appended()
    {
        var result = await store.Commands().ExecuteAsync(account, Account.Fold, _ => Deposits(10), cancellationToken: Token);

        (result.State, result.Version).Should().Be((new Account(10), 10));
    }

    [Fact]
    public async Task The_token_is_looked_at_before_each_event()
    {
        using var cancellation = new CancellationTokenSource();

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Commands().ExecuteAsync(
            account, Account.Fold, _ => Deposits(8, cancelAfter: (3, cancellation)), cancellationToken: cancellation.Token));

        ended.CancellationToken.Should().Be(cancellation.Token);
        given.Should().Be(3);
    }

    private IEnumerable<object> Deposits(int count, (int Count, CancellationTokenSource Source)? cancelAfter = null)
    {
        for (var each = 1; each <= count; each++)
        {
            given++;
            if (each == cancelAfter?.Count)
            {
                cancelAfter.Value.Source.Cancel();
            }

            yield return new Deposited(1);
        }
    }
}
