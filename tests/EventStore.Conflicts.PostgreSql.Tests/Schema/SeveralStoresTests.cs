using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

/// <summary>Two stores in one database share nothing but the server.</summary>
public sealed class SeveralStoresTests : StoreTest
{
    private string OtherSchema => $"{Schema}_b";

    [Fact]
    public async Task They_do_not_see_each_others_events_ids_types_or_locks()
    {
        var (one, other) = (OpenStore(), OpenStore(options => options.Schema = OtherSchema));
        var note = ANote();
        await one.AppendAsync(Stream, NoStream, note);
        await using var holder = await LockAsync(Stream);

        var result = await other.AppendAsync(Stream, NoStream, ARaise(), ANote(id: note.Id));

        result.Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.Appended && each.Version == 2);
        await other.WaitUntilVisibleAsync(result.Position!.Value, Token);
        (await one.ReadEverythingAsync()).Should().ContainSingle();
        (await other.ReadEverythingAsync()).Select(each => each.Type).Should().Equal(ClientValueRaised.TypeName, MeetingNoteAdded.TypeName);
        (await one.FindEventKeyAsync(note.Id, Token))!.Value.Version.Should().Be(1);
        (await other.FindEventKeyAsync(note.Id, Token))!.Value.Version.Should().Be(2);
    }

    [Fact]
    public async Task Each_judges_by_the_numbers_that_it_gave_to_its_types()
    {
        var (one, other) = (Open(Schema), Open(OtherSchema));
        await one.AppendAsync(Stream, NoStream, ANote(), ARaise());
        await other.AppendAsync(Stream, NoStream, ARaise(), ANote());

        (await one.AppendAsync(Stream, Exactly(1), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);
        (await Assert.ThrowsAsync<StreamConflictException>(() => other.AppendAsync(Stream, Exactly(1), ANote()))).Report.Conflicts.Should().ContainSingle();
        (await Assert.ThrowsAsync<StreamConflictException>(() => one.AppendAsync(Stream, Exactly(0), ANote()))).Report.Conflicts.Should().HaveCount(2);

        IEventStore Open(string schema) => OpenStore(options => options.Schema = schema, rules => rules.For<MeetingNoteAdded>().ConflictsWithItself());
    }

    protected override async Task CleanUpAsync()
    {
        await ExecuteAsync($"drop schema if exists {OtherSchema} cascade");
        await base.CleanUpAsync();
    }
}
