using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Writing;

/// <summary>A store is disposed while a thousand callers wait, half of them for a stream that somebody else has locked.</summary>
public sealed class DisposalTests : FlushTest
{
    private const int Minute = 60_000;
    private const int Callers = 1_000;

    [Fact(Timeout = Minute)]
    public async Task All_that_were_let_in_are_written()
    {
        var store = await OpenWarmAsync(options => options.MaxAppendConnections = 4);

        var answers = await DisposeWhileAppendingAsync(store);

        answers.Should().OnlyContain(answer => answer == null);
        await TheStoreHoldsAsync(Callers);
    }

    [Fact(Timeout = Minute)]
    public async Task Those_outside_a_full_queue_are_written_or_told_that_they_came_too_late()
    {
        const int Places = 100;
        var store = await OpenWarmAsync(options => (options.MaxAppendConnections, options.MaxQueuedAppends) = (4, Places));

        var answers = await DisposeWhileAppendingAsync(store);

        answers[..Places].Should().OnlyContain(answer => answer == null, "these were let in");
        answers[Places..].Should().OnlyContain(answer => answer == null || answer is ObjectDisposedException).And.Contain(answer => answer != null);
        await TheStoreHoldsAsync(answers.Count(answer => answer is null));
    }

    /// <summary>What each caller was told; nothing where it was written.</summary>
    private async Task<Exception?[]> DisposeWhileAppendingAsync(IEventStore store)
    {
        await using var holder = await LockAsync(Stream);
        var calls = Enumerable.Range(0, Callers)
            .Select(number => Record.ExceptionAsync(() => store.AppendAsync(number % 2 == 0 ? Stream : new StreamId($"client-{number % 50}"), Any, ANote())).AsTask())
            .ToArray();

        var disposing = store.DisposeAsync().AsTask();
        disposing.IsCompleted.Should().BeFalse();
        await holder.ExecuteAsync("commit");
        await disposing;

        return await Task.WhenAll(calls);
    }

    private async Task TheStoreHoldsAsync(int appended) =>
        (await QueryAsync<long>($"select count(*) from {Schema}.events_as_json where stream like 'client-%'")).Should().Be(appended);
}
