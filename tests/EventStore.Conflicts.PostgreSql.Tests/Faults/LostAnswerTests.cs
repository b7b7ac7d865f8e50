using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Server;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

/// <summary>The line to the server breaks after something was sent and before it arrives.</summary>
public sealed class LostAnswerTests(OwnServer own) : FaultTest(own)
{
    private BreakableLine? line;

    [Fact]
    public async Task An_append_whose_answer_is_lost_is_unknown_and_sending_it_again_finds_it()
    {
        var store = await OpenBehindLineAsync();
        var note = ANote();

        line!.LoseNextAnswer();
        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => store.AppendAsync(Stream, Exactly(1), note));

        (await store.AppendAsync(Stream, Exactly(1), note)).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.AlreadyAppended && each.Version == 2);
        (await store.ReadAsync(Stream)).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_append_that_is_lost_itself_is_unknown_and_sending_it_again_writes_it()
    {
        var store = await OpenBehindLineAsync();
        var note = ANote();

        line!.LoseNextRequest();
        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => store.AppendAsync(Stream, Exactly(1), note));

        (await store.AppendAsync(Stream, Exactly(1), note)).Should().Match<AppendResult>(each => each.Outcome == AppendOutcome.Appended && each.Version == 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retries_settle_it(bool answer)
    {
        await using var store = Retrying(await OpenBehindLineAsync());

        (answer ? (Action)line!.LoseNextAnswer : line!.LoseNextRequest)();
        var result = await store.AppendAsync(Stream, Exactly(1), Notes(3));

        (result.Outcome, result.Version).Should().Be((answer ? AppendOutcome.AlreadyAppended : AppendOutcome.Appended, 4));
        (await store.ReadAsync(Stream)).Should().HaveCount(4);
    }

    [Theory]
    [InlineData(LineCut.Request, AppendOutcome.Appended)]
    [InlineData(LineCut.Answer, AppendOutcome.AlreadyAppended)]
    [InlineData(LineCut.HalfAnswer, AppendOutcome.AlreadyAppended)]
    public async Task Wherever_the_line_is_cut_around_the_commit_it_is_unknown_and_sending_it_again_settles_it(LineCut cut, AppendOutcome settled)
    {
        var store = await OpenBehindLineAsync();
        var note = ANote();

        line!.CutNextExecution(cut);
        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => store.AppendAsync(Stream, Exactly(1), note));

        line.TakeBackCut().Should().BeFalse("it was made");
        (await store.AppendAsync(Stream, Exactly(1), note)).Should().Match<AppendResult>(each => each.Outcome == settled && each.Version == 2);
    }

    [Fact]
    public async Task A_read_whose_answer_is_lost_is_no_more_than_unavailable()
    {
        var store = await OpenBehindLineAsync();
        await store.ReadAsync(Stream);

        line!.LoseNextAnswer();
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.ReadAsync(Stream));

        (await store.ReadAsync(Stream)).Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Behind_PgBouncer_it_is_unknown_as_well(bool answer)
    {
        line = Keep(new BreakableLine(Server.Port));
        using var bouncer = Installed.StartPgBouncer(new NpgsqlConnectionStringBuilder(Database) { Port = line.Port }.ConnectionString, poolSize: 1);
        var store = OpenStore(host: Keep(NpgsqlDataSource.Create(bouncer.ConnectionString)));
        await store.AppendAsync(Stream, NoStream, ANote());
        var note = ANote();

        (answer ? (Action)line.LoseNextAnswer : line.LoseNextRequest)();
        await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => store.AppendAsync(Stream, Exactly(1), note));

        await using var retrying = Retrying(store, maxRetries: 10);
        (await retrying.AppendAsync(Stream, Exactly(1), note)).Outcome.Should().Be(answer ? AppendOutcome.AlreadyAppended : AppendOutcome.Appended);
    }

    private async Task<IEventStore> OpenBehindLineAsync()
    {
        line = Keep(new BreakableLine(Server.Port));
        var store = OpenStore(host: Connect(address => address.Port = line.Port));
        await store.AppendAsync(Stream, NoStream, ANote());
        await store.AppendAsync(OtherStream, NoStream, Notes(2)); // Both statements are prepared now: what is lost next is no answer to that.
        return store;
    }
}
