using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.Tests.Resilience;

public sealed class RetryAttemptsTests
{
    [Fact]
    public async Task A_fault_that_passes_is_retried_until_it_has_passed()
    {
        var inner = new ScriptedStore(Faults.Unavailable, Faults.Unknown, Faults.Unavailable);
        var run = new RetryRun(inner);

        (await run.AppendAsync()).Should().BeSameAs(inner.Answer);

        inner.Calls.Should().Be(4);
        run.Delays.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_fault_that_stays_ends_after_the_last_retry_with_that_fault()
    {
        var last = Faults.Unavailable;
        var inner = new ScriptedStore(Faults.Unavailable, Faults.Unavailable, Faults.Unavailable, last, Faults.Unavailable);
        var run = new RetryRun(inner);

        (await run.Awaiting(each => each.AppendAsync()).Should().ThrowAsync<EventStoreUnavailableException>()).Which.Should().BeSameAs(last);

        inner.Calls.Should().Be(4, "of one attempt and three retries");
    }

    [Fact]
    public async Task Nothing_is_waited_for_where_nothing_fails()
    {
        var inner = new ScriptedStore();
        var run = new RetryRun(inner);

        await run.AppendAsync();

        inner.Calls.Should().Be(1);
        run.Delays.Should().BeEmpty();
        run.Attempts.Should().BeEmpty();
        run.Log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Whatever_sending_again_cannot_mend_is_answered_at_once()
    {
        foreach (var failure in Faults.Lasting)
        {
            var inner = new ScriptedStore(failure);
            var run = new RetryRun(inner);

            (await run.Awaiting(each => each.AppendAsync()).Should().ThrowAsync<Exception>()).Which.Should().BeSameAs(failure);

            inner.Calls.Should().Be(1, "a {0} is not retried", failure.GetType());
            run.Delays.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Each_retry_is_seen_by_the_callback_and_in_the_log_before_it_is_waited_for()
    {
        var (first, second) = (Faults.Unavailable, Faults.Unknown);
        var run = new RetryRun(new ScriptedStore(first, second));

        await run.AppendAsync();

        run.Attempts.Select(attempt => attempt.Retry).Should().Equal(1, 2);
        run.Attempts.Select(attempt => (Exception)attempt.Failure).Should().Equal(first, second);
        run.Attempts.Select(attempt => (int)attempt.Delay.TotalMilliseconds).Should().Equal(run.Delays.Select(delay => (int)delay.TotalMilliseconds));
        run.Log.Lines.Should().Equal(
            (LogLevel.Warning, $"Retry 1 of 3 in {run.Attempts[0].Delay}: {first.Message}"),
            (LogLevel.Warning, $"Retry 2 of 3 in {run.Attempts[1].Delay}: {second.Message}"));
    }

    [Fact]
    public async Task Every_other_operation_is_retried_too()
    {
        var token = TestContext.Current.CancellationToken;
        foreach (var operation in new Func<IEventStore, Task<object?>>[]
        {
            async store => await store.GetStreamVersionAsync(Faults.Stream, token),
            async store => await store.FindEventAsync(Guid.NewGuid(), token),
            async store => await store.FindEventKeyAsync(Guid.NewGuid(), token),
            async store => await store.ListStreamsAsync(cancellationToken: token),
            async store =>
            {
                await store.WaitUntilVisibleAsync(GlobalPosition.Start, token);
                return null;
            },
        })
        {
            var inner = new ScriptedStore(Faults.Unavailable, Faults.Unavailable);
            var run = new RetryRun(inner);

            await run.Finish(operation(run.Store));

            inner.Calls.Should().Be(3);
        }
    }

    [Fact]
    public async Task Every_attempt_sends_the_same_events_though_the_caller_changes_its_list()
    {
        var events = new List<NewEvent> { NewEvent.Raw("a", "1"u8.ToArray()), NewEvent.Raw("b", "2"u8.ToArray()) };
        NewEvent[] asked = [.. events];
        var inner = new ScriptedStore(Faults.Unknown, Faults.Unavailable) { OnCall = events.Clear };
        var run = new RetryRun(inner);

        await run.Finish(run.Store.AppendToStreamAsync(
            Faults.Stream, ExpectedVersion.Any, events, cancellationToken: TestContext.Current.CancellationToken));

        inner.Sent.Should().HaveCount(3);
        inner.Sent.Should().OnlyContain(sent => sent.SequenceEqual(asked));
    }
}
