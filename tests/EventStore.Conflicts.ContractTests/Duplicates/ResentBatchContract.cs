namespace EventStore.Conflicts.ContractTests;

/// <summary>A batch that is sent again is recognised by its ids, before anything else is asked, and never stored twice.</summary>
public abstract class ResentBatchContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private readonly IEventStore store;

    protected ResentBatchContract() => store = OpenStore(rules => rules.For<MeetingNoteAdded>().NeverConflicts());

    [Fact]
    public async Task A_batch_sent_again_is_already_appended_at_its_versions_and_nothing_is_written()
    {
        NewEvent[] batch = [ARaise(), ANote(), ARaise()];
        var client = await StreamOfAsync(store, ANote());
        var first = await store.AppendAsync(client, Exactly(1), batch);

        var again = await store.AppendAsync(client, Exactly(1), batch);

        again.Outcome.Should().Be(AppendOutcome.AlreadyAppended);
        again.Should().Be(first with { Outcome = AppendOutcome.AlreadyAppended });
        (await store.ReadAsync(client)).Should().HaveCount(4);
    }

    [Fact]
    public async Task It_is_recognised_whatever_version_is_expected()
    {
        NewEvent[] batch = [ARaise(), ANote()];
        var client = await StreamOfAsync(store, ARaise());
        await store.AppendAsync(client, Exactly(1), batch);
        await store.AppendAsync(client, Any, ARaise());

        foreach (var expected in new[] { Exactly(0), Exactly(1), Exactly(4), Exactly(99), NoStream, StreamExists, Any, DecidedAt(1, seen: 0), DecidedAt(99, seen: 4) })
        {
            var again = await store.AppendAsync(client, expected, batch);

            again.Outcome.Should().Be(AppendOutcome.AlreadyAppended, "expected {0}", expected);
            again.Versions.Should().Be(new VersionRange(2, 3), "expected {0}", expected);
            again.Version.Should().Be(3, "expected {0}", expected);
        }

        (await store.ReadAsync(client)).Should().HaveCount(4);
    }

    [Fact]
    public async Task A_never_conflicting_event_sent_again_is_not_appended_twice()
    {
        var note = ANote();
        var client = await StreamOfAsync(store, ARaise(), ARaise());
        var admitted = await store.AppendAsync(client, Exactly(1), note);
        await store.AppendAsync(client, Any, Notes(3));

        var again = await store.AppendAsync(client, Exactly(1), note);

        again.Outcome.Should().Be(AppendOutcome.AlreadyAppended);
        again.Should().Be(admitted with { Outcome = AppendOutcome.AlreadyAppended });
        (await store.IdsAsync(client)).Should().HaveCount(6).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_first_append_sent_again_is_recognised()
    {
        var batch = Notes(3);
        var client = NewStream();
        var first = await store.AppendAsync(client, NoStream, batch);

        (await store.AppendAsync(client, NoStream, batch)).Should().Be(first with { Outcome = AppendOutcome.AlreadyAppended });
    }

    [Fact]
    public async Task It_is_recognised_far_behind_the_head()
    {
        var note = ANote();
        var client = await StreamOfAsync(store, note);
        await store.AppendAsync(client, Any, Notes(2_000));

        (await store.AppendAsync(client, NoStream, note)).Version.Should().Be(1);
    }

    [Fact]
    public async Task It_is_recognised_with_another_payload_and_other_metadata_and_the_first_ones_stay()
    {
        var id = Guid.CreateVersion7();
        var client = await StreamOfAsync(store, ANote("first", id));
        var changed = new NewEvent(new MeetingNoteAdded("second"), id, new EventMetadata { CorrelationId = "other" });

        (await store.AppendAsync(client, Exactly(0), changed)).Outcome.Should().Be(AppendOutcome.AlreadyAppended);

        var stored = await store.ReadSingleAsync(client);
        stored.Data.Should().Be(new MeetingNoteAdded("first"));
        stored.Metadata.CorrelationId.Should().BeNull();
    }

    [Fact]
    public async Task An_id_of_another_uuid_version_is_as_good()
    {
        var id = new Guid("ffffffff-0000-4000-8000-00000000000f");
        var client = await StreamOfAsync(store, ANote(id: id));

        (await store.AppendAsync(client, NoStream, ANote(id: id))).Outcome.Should().Be(AppendOutcome.AlreadyAppended);
        (await store.FindEventAsync(id, Token))!.Stream.Should().Be(client);
    }

    [Fact]
    public async Task The_next_expectation_is_the_one_that_was_lost_with_the_answer()
    {
        var client = await StreamOfAsync(store, ARaise());
        await store.AppendAsync(client, Any, ARaise());
        var note = ANote();
        var lost = await store.AppendAsync(client, Exactly(1), note);
        await store.AppendAsync(client, Any, ARaise());

        var found = await store.AppendAsync(client, Exactly(1), note);

        found.Next.Should().Be(lost.Next);
        var refusal = await RefusedAsync<StreamConflictException>(store, client, found.Next, ARaise());
        refusal.Conflicts.Select(each => each.ConcurrentVersion).Should().Equal(2, 4);
    }
}
