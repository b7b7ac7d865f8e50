namespace EventStore.Conflicts.Tests.Resilience;

/// <summary>Once unknown, an outcome stays so until the store gives a definite answer.</summary>
public sealed class UnknownOutcomeTests
{
    [Fact]
    public async Task Unknown_to_the_last_attempt_is_unknown() =>
        await After(Faults.Unknown, Faults.Unknown, Faults.Unknown, Faults.Unknown).Should().ThrowAsync<AppendOutcomeUnknownException>();

    [Fact]
    public async Task Unavailable_afterwards_does_not_make_it_known()
    {
        var last = Faults.Unavailable;

        (await After(Faults.Unavailable, Faults.Unknown, Faults.Unavailable, last).Should().ThrowAsync<AppendOutcomeUnknownException>())
            .Which.InnerException.Should().BeSameAs(last);
    }

    [Fact]
    public async Task A_failure_that_says_nothing_of_the_events_does_not_make_it_known()
    {
        foreach (var failure in Faults.Lasting.Where(failure => failure is not (ConcurrencyException or DuplicateEventException)))
        {
            (await After(Faults.Unknown, failure).Should().ThrowAsync<AppendOutcomeUnknownException>()).Which.InnerException.Should().BeSameAs(failure);
        }
    }

    [Fact]
    public async Task A_refusal_is_a_definite_answer_because_the_store_has_looked_for_the_ids_first()
    {
        foreach (var refusal in Faults.Lasting.Where(failure => failure is ConcurrencyException or DuplicateEventException))
        {
            (await After(Faults.Unknown, refusal).Should().ThrowAsync<EventStoreException>()).Which.Should().BeSameAs(refusal);
        }
    }

    [Fact]
    public async Task Having_been_appended_is_success()
    {
        var already = new AppendResult { Outcome = AppendOutcome.AlreadyAppended, Version = 1, Next = ExpectedVersion.Exactly(1) };

        (await new RetryRun(new ScriptedStore(Faults.Unknown) { Answer = already }).AppendAsync()).Should().BeSameAs(already);
    }

    [Fact]
    public async Task One_append_that_is_unknown_says_nothing_of_the_next()
    {
        var run = new RetryRun(new ScriptedStore(Faults.Unknown, null, Faults.Unavailable, Faults.Unavailable, Faults.Unavailable, Faults.Unavailable));

        await run.AppendAsync();

        await run.Awaiting(each => each.AppendAsync()).Should().ThrowAsync<EventStoreUnavailableException>();
    }

    private static Func<Task<AppendResult>> After(params Exception[] script) => () => new RetryRun(new ScriptedStore(script)).AppendAsync();
}
