namespace EventStore.Conflicts.ContractTests;

/// <summary>
/// A caller that goes on with <see cref="AppendResult.Next"/> after it was admitted: what it has not seen is judged again each time, and
/// what it wrote itself is left out.
/// </summary>
public abstract class NextExpectationContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected NextExpectationContract() => store = OpenStore(rules =>
    {
        rules.For<MeetingNoteAdded>().NeverConflicts();
        rules.For<PriceChanged>().ConflictsWithItself();
        rules.For<StockCounted>().ConflictsWithItself();
    });

    [Fact]
    public async Task An_unseen_conflict_is_still_caught_two_appends_later()
    {
        var article = await StreamOfAsync(store, ANote());
        await store.AppendAsync(article, Any, APriceChange());

        var first = await store.AppendAsync(article, Exactly(1), ANote());
        var second = await store.AppendAsync(article, first.Next, AStockCount());

        second.Outcome.Should().Be(AppendOutcome.Admitted);
        var refusal = await RefusedAsync<StreamConflictException>(store, article, second.Next, APriceChange());
        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(2);
    }

    [Fact]
    public async Task The_version_of_an_admitted_append_would_have_blessed_it()
    {
        var article = await StreamOfAsync(store, ANote());
        await store.AppendAsync(article, Any, APriceChange());

        var admitted = await store.AppendAsync(article, Exactly(1), ANote());

        admitted.Next.Should().NotBe(Exactly(admitted.Version));
        (await store.AppendAsync(article, Exactly(admitted.Version), APriceChange())).Outcome.Should().Be(AppendOutcome.Appended);
    }

    [Fact]
    public async Task Own_events_are_left_out_even_if_their_type_conflicts_with_itself()
    {
        var article = await StreamOfAsync(store, ANote());
        await store.AppendAsync(article, Any, ANote());

        var first = await store.AppendAsync(article, Exactly(1), APriceChange());
        var second = await store.AppendAsync(article, first.Next, APriceChange(), APriceChange());
        var third = await store.AppendAsync(article, second.Next, APriceChange());

        third.Outcome.Should().Be(AppendOutcome.Admitted, "version 2 has still not been seen");
        third.Next.Own.Should().Equal(new VersionRange(3, 6));
    }

    [Fact]
    public async Task Somebody_elses_event_among_the_own_ones_is_judged()
    {
        var article = await StreamOfAsync(store, ANote());
        await store.AppendAsync(article, Any, ANote());
        var first = await store.AppendAsync(article, Exactly(1), APriceChange());
        await store.AppendAsync(article, Any, APriceChange());

        var refusal = await RefusedAsync<StreamConflictException>(store, article, first.Next, APriceChange());

        refusal.ConflictCount.Should().Be(1);
        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(4);
    }

    [Fact]
    public async Task An_unregistered_type_is_refused_for_what_was_not_seen_and_not_for_own_events()
    {
        var overtaken = await StreamOfAsync(store, ANote());
        await store.AppendAsync(overtaken, Any, ANote());
        var admitted = await store.AppendAsync(overtaken, Exactly(1), ANote());

        var refusal = await RefusedAsync<StreamConflictException>(store, overtaken, admitted.Next, ARaise());

        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(2);
    }

    [Fact]
    public async Task A_caller_whom_nobody_overtook_goes_on_with_a_plain_version()
    {
        var article = await StreamOfAsync(store, ANote());
        var expected = Exactly(1);
        for (var i = 0; i < 20; i++)
        {
            var result = await store.AppendAsync(article, expected, APriceChange());
            result.Outcome.Should().Be(AppendOutcome.Appended);
            expected = result.Next;
        }

        expected.Should().Be(Exactly(21));
    }

    [Fact]
    public async Task Own_events_right_after_what_was_seen_move_it()
    {
        var article = await StreamOfAsync(store, ANote());
        var first = await store.AppendAsync(article, Exactly(1), ANote());
        await store.AppendAsync(article, Any, ANote());

        var second = await store.AppendAsync(article, first.Next, ANote());

        second.Concurrent.Should().Be(new VersionRange(3, 3));
        second.Next.Seen.Should().Be(2);
        second.Next.Own.Should().Equal(new VersionRange(4, 4));
    }

    [Fact]
    public async Task Past_the_bound_the_oldest_own_range_is_forgotten_which_refuses_too_much_and_never_too_little()
    {
        var article = await StreamOfAsync(store, ANote());
        var expected = Exactly(1);
        var own = new List<long>();
        for (var i = 0; i <= MaxOwnRanges; i++)
        {
            await store.AppendAsync(article, Any, ANote());
            var result = await store.AppendAsync(article, expected, APriceChange());
            own.Add(result.Version);
            expected = result.Next;
        }

        expected.Own.Should().HaveCount(MaxOwnRanges);
        expected.Own.Select(range => range.First).Should().Equal(own.Skip(1));
        var refusal = await RefusedAsync<StreamConflictException>(store, article, expected, APriceChange());
        refusal.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(own[0]);
        (await store.AppendAsync(article, expected, AStockCount())).Outcome.Should().Be(AppendOutcome.Admitted);
    }

    [Fact]
    public async Task An_expectation_that_names_own_events_the_stream_does_not_have_is_wrong()
    {
        var article = await StreamOfAsync(store, ANote(), ANote());
        var next = (await store.AppendAsync(article, Exactly(1), Notes(5))).Next;
        var shorter = await StreamOfAsync(store, ANote(), ANote());

        await RefusedAsync<WrongExpectedVersionException>(store, shorter, next, ANote());
    }
}
