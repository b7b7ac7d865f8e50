using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql.Tests.Writing;

/// <summary>Callers share a round trip and a commit, and nothing else.</summary>
public sealed class NeighboursTests : FlushTest
{
    [Fact]
    public async Task Each_gets_its_own_outcome_whatever_becomes_of_the_others()
    {
        var store = await OpenWarmAsync(rules: rules => rules.For<MeetingNoteAdded>().NeverConflicts());
        var (taken, known) = (ARaise(), ANote());
        await store.AppendAsync(Stream, NoStream, taken);
        await store.AppendAsync(Stream, Any, known);

        var (resent, refused, ahead, admitted, clashing, unknown, appended, others) = await InOneFlushAsync(store, () => (
            store.AppendAsync(Stream, Any, known),
            Assert.ThrowsAsync<StreamConflictException>(() => store.AppendAsync(Stream, Exactly(1), ARaise())),
            Assert.ThrowsAsync<WrongExpectedVersionException>(() => store.AppendAsync(Stream, Exactly(9), ANote())),
            store.AppendAsync(Stream, Exactly(1), ANote()),
            Assert.ThrowsAsync<DuplicateEventException>(() => store.AppendAsync(OtherStream, Any, taken)),
            Assert.ThrowsAsync<WrongExpectedVersionException>(() => store.AppendAsync(OtherStream, StreamExists, ANote())),
            store.AppendAsync(Stream, Any, ARaise()),
            store.AppendAsync(ThirdStream, NoStream, ANote(), ANote())));

        (await resent).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.AlreadyAppended && each.Version == 2);
        (await admitted).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.Admitted && each.Version == 3);
        (await appended).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.Appended && each.Version == 4);
        (await others).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.Appended && each.Version == 2);
        (await refused).Actual.Should().Be(2);
        (await ahead).Actual.Should().Be(2);
        (await clashing).Existing.Stream.Should().Be(Stream);
        await unknown;
        (await store.ReadAsync(Stream)).Should().HaveCount(4);
        (await store.ReadAsync(OtherStream)).Should().BeEmpty();
        new[] { await admitted, await appended, await others }.Select(each => each.Position!.Value.Transaction).Distinct().Should().ContainSingle("they shared a flush");
    }

    [Fact]
    public async Task An_append_is_judged_by_what_its_neighbours_wrote_before_it()
    {
        var store = await OpenWarmAsync(rules: rules => rules.For<MeetingNoteAdded>().ConflictsWith<ClientValueRaised>().CompatibleWithItself());

        var (first, admitted, _, refused, wrong) = await InOneFlushAsync(store, () => (
            store.AppendAsync(Stream, NoStream, ANote()),
            store.AppendAsync(Stream, Exactly(0), ANote()),
            store.AppendAsync(Stream, Any, ARaise()),
            Assert.ThrowsAsync<StreamConflictException>(() => store.AppendAsync(Stream, Exactly(0), ANote())),
            Assert.ThrowsAsync<WrongExpectedVersionException>(() => store.AppendAsync(Stream, NoStream, ANote()))));

        (await first).Version.Should().Be(1);
        (await admitted).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.Admitted && each.Version == 2);
        (await refused).Report.Conflicts.Should().ContainSingle().Which.ConcurrentVersion.Should().Be(3);
        (await wrong).Actual.Should().Be(3);
        (await admitted).Position!.Value.Transaction.Should().Be((await first).Position!.Value.Transaction, "they shared a flush");
    }

    [Fact]
    public async Task An_id_that_somebody_else_is_inserting_decides_its_own_append_only()
    {
        var store = await OpenWarmAsync();
        var taken = Guid.NewGuid();
        await using var inserting = await InsertAsync(taken);

        var (clashing, others) = await InOneFlushAsync(store, () => (
            Assert.ThrowsAsync<DuplicateEventException>(() => store.AppendAsync(Stream, Any, ANote(), ANote(id: taken))),
            Task.WhenAll(store.AppendAsync(Stream, Any, ANote()), store.AppendAsync(OtherStream, Any, ANote()), store.AppendAsync(ThirdStream, Any, ANote()))));
        await UntilWaitingAsync();
        await inserting.ExecuteAsync("commit");

        (await clashing).Existing.Id.Should().Be(taken);
        (await others).Should().OnlyContain(each => each.Version == 1);
    }

    [Fact]
    public async Task Nothing_has_happened_where_whoever_inserts_the_same_id_takes_it_back()
    {
        var store = await OpenWarmAsync();
        var id = Guid.NewGuid();
        await using var inserting = await InsertAsync(id);

        var both = await InOneFlushAsync(store, () => Task.WhenAll(store.AppendAsync(Stream, Any, ANote(id: id)), store.AppendAsync(OtherStream, Any, ANote())));
        await UntilWaitingAsync();
        await inserting.ExecuteAsync("rollback");

        (await both).Should().OnlyContain(each => each.Version == 1 && each.Outcome == AppendOutcome.Appended);
    }

    [Fact]
    public async Task An_append_that_breaks_the_engines_rules_fails_alone()
    {
        await using var storage = OpenStorage(options => options.MaxAppendConnections = 1);
        var store = OpenStore(storage);
        await store.AppendAsync(new StreamId("types"), Any, ANote());
        var broken = new StorageAppend
        {
            Stream = Stream,
            Expected = default,
            Condition = AppendCondition.RefuseAnything,
            Events = [new EncodedEvent(Guid.CreateVersion7(), MeetingNoteAdded.TypeName, "{}"u8.ToArray(), default)],
        };

        var (bad, good) = await InOneFlushAsync(store, () => (
            Assert.ThrowsAsync<InvalidOperationException>(() => storage.AppendAsync(broken, Token)),
            Task.WhenAll(store.AppendAsync(Stream, Any, ANote()), store.AppendAsync(OtherStream, Any, ANote()))));

        await bad;
        (await good).Should().OnlyContain(each => each.Version == 1);
    }

    [Fact]
    public async Task An_append_that_the_server_cannot_store_fails_alone()
    {
        var store = await OpenWarmAsync();
        await ExecuteAsync($"alter table {Schema}.events add constraint unlucky check (length(data) < 1000)");

        var (bad, good) = await InOneFlushAsync(store, () => (
            Assert.ThrowsAsync<EventStoreUnusableException>(() => store.AppendAsync(Stream, Any, ANote(new string('x', 1000)))),
            Task.WhenAll(store.AppendAsync(Stream, Any, ANote()), store.AppendAsync(OtherStream, Any, ANote()))));

        await bad;
        (await good).Should().OnlyContain(each => each.Version == 1);
    }
}
