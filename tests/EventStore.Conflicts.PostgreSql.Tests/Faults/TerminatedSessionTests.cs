using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.PostgreSql.Tests.Servers;

namespace EventStore.Conflicts.PostgreSql.Tests.Faults;

public sealed class TerminatedSessionTests(OwnServer own) : FaultTest(own)
{
    private const string Waiting = "wait_event_type = 'Lock'";

    [Fact]
    public async Task An_append_whose_session_was_ended_is_unknown_and_the_store_goes_on()
    {
        var store = OpenStore();
        await store.AppendAsync(Stream, NoStream, ANote());
        await using var holder = await LockAsync(Stream);
        var note = ANote();
        var append = store.AppendAsync(Stream, Any, note);
        await UntilWaitingAsync();

        await TerminateAsync(Waiting);

        (await Assert.ThrowsAsync<AppendOutcomeUnknownException>(() => append)).Stream.Should().Be(Stream);
        await holder.ExecuteAsync("commit");
        var settled = await store.AppendAsync(Stream, Any, note);
        (settled.Outcome, settled.Version).Should().Be((AppendOutcome.Appended, 2));
    }

    [Fact]
    public async Task One_that_writes_nothing_is_in_no_doubt()
    {
        var store = OpenStore();
        await store.AppendAsync(Stream, NoStream, ANote());
        await using var holder = await LockAsync(Stream);
        var check = store.AppendAsync(Stream, Exactly(1));
        await UntilWaitingAsync();

        await TerminateAsync(Waiting);

        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => check);
    }

    [Fact]
    public async Task Retries_settle_it_to_exactly_one_copy()
    {
        await using var store = Retrying(OpenStore());
        await store.AppendAsync(Stream, NoStream, ANote());
        await using var holder = await LockAsync(Stream);
        var append = store.AppendAsync(Stream, Exactly(1), ANote());
        await UntilWaitingAsync();

        await TerminateAsync(Waiting);
        await UntilWaitingAsync();
        await holder.ExecuteAsync("commit");

        (await append).Version.Should().Be(2);
        (await store.ReadAsync(Stream)).Should().HaveCount(2);
    }

    [Fact]
    public async Task However_many_connections_were_ended_a_retry_finds_one_that_works()
    {
        await using var store = Retrying(await OpenWithConnectionsAsync(senders: 12), maxRetries: 1);

        await TerminateAsync();

        (await store.AppendAsync(Stream, NoStream, ANote())).Version.Should().Be(1);
        (await store.ReadAsync(Stream)).Should().ContainSingle();
    }

    [Fact]
    public async Task However_many_connections_were_ended_a_retried_read_finds_one_that_works()
    {
        var host = Connect();
        await using var store = Retrying(OpenStore(host: host), maxRetries: 1);
        await store.AppendAsync(Stream, NoStream, ANote());
        var connections = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => host.OpenConnectionAsync(Token).AsTask()));
        foreach (var each in connections)
        {
            await each.DisposeAsync();
        }

        await TerminateAsync();

        (await store.ReadAsync(Stream)).Should().ContainSingle();
    }
}
