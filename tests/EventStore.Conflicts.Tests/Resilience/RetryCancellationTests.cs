using EventStore.Conflicts.ContractTests.Time;
using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.Tests.Resilience;

public sealed class RetryCancellationTests
{
    [Fact]
    public async Task Cancelling_a_wait_stops_with_OperationCanceledException()
    {
        var inner = new ScriptedStore(Faults.Unavailable);

        (await CancelledWhileWaiting(inner)).Should().BeAssignableTo<OperationCanceledException>();
        inner.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Cancelling_a_wait_for_an_outcome_that_is_unknown_leaves_it_unknown()
    {
        var inner = new ScriptedStore(Faults.Unknown);

        (await CancelledWhileWaiting(inner)).Should().BeOfType<AppendOutcomeUnknownException>()
            .Which.InnerException.Should().BeAssignableTo<OperationCanceledException>();
        inner.Calls.Should().Be(1);
    }

    [Fact]
    public async Task An_attempt_that_fails_after_a_cancellation_is_not_tried_again()
    {
        using var cancellation = new CancellationTokenSource();
        var inner = new ScriptedStore(Faults.Unavailable) { OnCall = cancellation.Cancel };
        var run = new RetryRun(inner);

        await run.Awaiting(each => each.Finish(each.Store.GetStreamVersionAsync(Faults.Stream, cancellation.Token)))
            .Should().ThrowAsync<OperationCanceledException>();

        inner.Calls.Should().Be(1);
        run.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task A_cancellation_during_the_attempt_whose_answer_is_lost_leaves_the_outcome_unknown()
    {
        using var cancellation = new CancellationTokenSource();
        var inner = new ScriptedStore(Faults.Unknown) { OnCall = cancellation.Cancel };
        var run = new RetryRun(inner);

        await run.Awaiting(each => each.Finish(
            each.Store.AppendToStreamAsync(Faults.Stream, ExpectedVersion.Any, [], cancellationToken: cancellation.Token)))
            .Should().ThrowAsync<AppendOutcomeUnknownException>();

        inner.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_reaches_no_store()
    {
        var inner = new ScriptedStore();
        var run = new RetryRun(inner);
        var cancelled = new CancellationToken(canceled: true);

        await run.Store.Awaiting(each => each.AppendToStreamAsync(Faults.Stream, ExpectedVersion.Any, [], cancellationToken: cancelled))
            .Should().ThrowAsync<OperationCanceledException>();
        await run.Store.Awaiting(each => each.GetStreamVersionAsync(Faults.Stream, cancelled)).Should().ThrowAsync<OperationCanceledException>();

        inner.Calls.Should().Be(0);
    }

    private static async Task<Exception> CancelledWhileWaiting(ScriptedStore inner)
    {
        using var cancellation = new CancellationTokenSource();
        var run = new RetryRun(inner);
        var append = run.Store.AppendToStreamAsync(Faults.Stream, ExpectedVersion.Any, [], cancellationToken: cancellation.Token);
        await run.Clock.Armed.ReadAsync(TestContext.Current.CancellationToken);

        await cancellation.CancelAsync();

        return (await append.Awaiting(each => each).Should().ThrowAsync<Exception>()).Which;
    }

    [Fact]
    public async Task Disposal_wakes_a_call_that_waits_for_its_next_attempt()
    {
        var inner = new ScriptedStore(Faults.Unavailable);
        var store = new RetryingEventStore(inner, timeProvider: new ManualTimeProvider());
        var waiting = store.GetStreamVersionAsync(Faults.Stream, TestContext.Current.CancellationToken);

        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        inner.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Disposal_leaves_an_unknown_outcome_unknown()
    {
        var inner = new ScriptedStore(Faults.Unknown);
        var store = new RetryingEventStore(inner, timeProvider: new ManualTimeProvider());
        var waiting = store.AppendToStreamAsync(Faults.Stream, ExpectedVersion.Any, [], cancellationToken: TestContext.Current.CancellationToken);

        await store.DisposeAsync();

        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => waiting);
    }
}
