namespace EventStore.Conflicts.ContractTests;

/// <summary>Appends at the same time: one winner where there can be one, and no loss where all may win.</summary>
public abstract class ParallelAppendsContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const int Writers = 20;

    private readonly IEventStore store;

    protected ParallelAppendsContract() => store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts());

    [Fact]
    public async Task Of_many_first_appends_that_expect_version_0_exactly_one_wins()
    {
        var stream = NewStream();

        var answers = await Together.RunAsync(Writers, _ => store.AppendAsync(stream, Exactly(0), ARaise(), ARaise()).TryAsync());

        answers.Count(answer => answer.Result is not null).Should().Be(1);
        answers.Where(answer => answer.Refusal is not null).Should().OnlyContain(answer => answer.Refusal is StreamConflictException);
        (await store.ReadAsync(stream)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Of_many_first_appends_that_expect_no_stream_exactly_one_wins_even_if_they_never_conflict()
    {
        var stream = NewStream();

        var answers = await Together.RunAsync(Writers, _ => store.AppendAsync(stream, NoStream, ANote()).TryAsync());

        answers.Count(answer => answer.Result is not null).Should().Be(1);
        answers.Where(answer => answer.Refusal is not null).Should().OnlyContain(answer => answer.Refusal is WrongExpectedVersionException);
        (await store.ReadAsync(stream)).Should().HaveCount(1);
    }

    [Fact]
    public async Task Of_many_decisions_on_the_same_version_exactly_one_wins_even_if_they_never_conflict()
    {
        var stream = await StreamOfAsync(store, ARaise());

        var answers = await Together.RunAsync(Writers, _ => store.AppendAsync(stream, DecidedAt(1, seen: 0), ANote()).TryAsync());

        answers.Count(answer => answer.Result is not null).Should().Be(1);
        (await store.ReadAsync(stream)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Appends_of_one_caller_keep_the_order_they_were_started_in_whatever_their_types()
    {
        var stream = await StreamOfAsync(store, ANote());
        var ofANewType = NewEvent.Raw($"new-{Guid.NewGuid():N}", "{}"u8.ToArray());

        var started = new[] { store.AppendToStreamAsync(stream, Any, [ofANewType]), store.AppendAsync(stream, Any, ANote()) };

        (await Task.WhenAll(started)).Select(each => each.Version).Should().Equal(2, 3);
    }

    [Fact]
    public async Task Appends_that_expect_nothing_all_win_and_none_is_lost()
    {
        var stream = NewStream();
        var batches = Enumerable.Range(0, Writers).Select(number => Notes((number % 3) + 1)).ToArray();

        var results = await Together.RunAsync(Writers, number => store.AppendAsync(stream, Any, batches[number]));

        var stored = await store.ReadAsync(stream);
        stored.Select(each => each.Version).Should().Equal(Enumerable.Range(1, stored.Count).Select(version => (long)version));
        stored.Select(each => each.Id).Should().BeEquivalentTo(batches.SelectMany(batch => batch.Select(each => each.Id)));
        for (var i = 0; i < Writers; i++)
        {
            var versions = results[i].Versions!.Value;
            stored.Where(each => versions.Contains(each.Version)).Select(each => each.Id).Should().Equal(batches[i].Select(each => each.Id));
            results[i].Position.Should().Be(stored[(int)versions.Last - 1].Position);
        }
    }

    [Fact]
    public async Task The_same_event_sent_many_times_at_once_is_stored_once()
    {
        var stream = await StreamOfAsync(store, ANote());
        var note = ANote();

        var results = await Together.RunAsync(Writers, number => store.AppendAsync(stream, number % 2 == 0 ? Any : Exactly(0), note));

        results.Count(result => result.Outcome != AppendOutcome.AlreadyAppended).Should().Be(1);
        results.Should().OnlyContain(result => result.Version == 2);
        (await store.ReadAsync(stream)).Should().HaveCount(2);
    }

    [Fact]
    public async Task The_same_event_sent_to_many_streams_at_once_is_stored_in_one()
    {
        var note = ANote();

        var answers = await Together.RunAsync(Writers, _ => store.AppendAsync(NewStream(), Any, note).TryAsync());

        answers.Count(answer => answer.Result is not null).Should().Be(1);
        answers.Where(answer => answer.Refusal is not null).Should().OnlyContain(answer => answer.Refusal is DuplicateEventException);
    }

    [Fact]
    public async Task One_refused_append_does_not_harm_those_beside_it()
    {
        var stream = await StreamOfAsync(store, ARaise());

        var answers = await Together.RunAsync(
            Writers, number => store.AppendAsync(stream, number % 2 == 0 ? Any : Exactly(99), ANote()).TryAsync());

        answers.Where((_, number) => number % 2 == 0).Should().OnlyContain(answer => answer.Result != null);
        answers.Where((_, number) => number % 2 == 1).Should().OnlyContain(answer => answer.Refusal is WrongExpectedVersionException);
        (await store.ReadAsync(stream)).Should().HaveCount(1 + (Writers / 2));
    }

    [Fact]
    public async Task Many_streams_grow_side_by_side_and_the_whole_store_has_them_all_in_order()
    {
        var streams = Enumerable.Range(0, Writers).Select(_ => NewStream()).ToArray();

        var last = await Together.RunAsync(Writers, async number =>
        {
            var result = await store.AppendAsync(streams[number], NoStream, ANote());
            for (var i = 1; i < 25; i++)
            {
                result = await store.AppendAsync(streams[number], Exactly(i), ANote());
            }

            return result.Position!.Value;
        });
        await store.WaitUntilVisibleAsync(last.Max(), Token);

        var all = await store.ReadEverythingAsync();
        all.Should().HaveCount(Writers * 25);
        all.Select(each => each.Position).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        foreach (var stream in all.GroupBy(each => each.Stream))
        {
            stream.Select(each => each.Version).Should().Equal(Enumerable.Range(1, 25).Select(version => (long)version));
        }
    }
}
