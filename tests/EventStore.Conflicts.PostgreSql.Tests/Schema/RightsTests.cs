using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.ContractTests.Time;
using EventStore.Conflicts.PostgreSql.Tests.Servers;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

/// <summary>The application has a role of its own, with the rights that the head of the script names.</summary>
public sealed class RightsTests(OwnServer own) : RoleTest(own)
{
    private static readonly DateTimeOffset Once = new(2019, 10, 27, 1, 59, 59, TimeSpan.Zero);

    [Fact]
    public async Task They_are_enough_for_everything()
    {
        await GrantAsync();
        var host = ConnectAsRole();
        await using var storage = OpenStorage(host: host);
        var store = OpenStore(storage, rules => rules.For<MeetingNoteAdded>().NeverConflicts());

        var raise = ARaise();
        await store.AppendAsync(Stream, NoStream, raise);
        (await store.AppendAsync(Stream, Exactly(0), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);
        await Assert.ThrowsAsync<StreamConflictException>(() => store.AppendAsync(Stream, Exactly(0), ARaise()));
        (await store.AppendAsync(Stream, Any, raise)).Outcome.Should().Be(AppendOutcome.AlreadyAppended);
        var copied = Encoded("copied") with { Copied = new CopiedEvent(Once, DecidedAt: null, Version: 1) };
        var copies = await ((IEventStorage)storage).AppendInOrderAsync([Append(OtherStream, NoStream, copied), Append(OtherStream, Exactly(1), Encoded("mine"))], Token);
        copies.Should().OnlyContain(each => each.IsWritten);
        (await storage.AppendAsync(Append(OtherStream, Exactly(1), Encoded("dropped") with { IsDropped = true }), Token)).IsWritten.Should().BeTrue();

        await store.WaitUntilVisibleAsync(copies[1].Position!.Value, Token);
        (await store.ReadEverythingAsync()).Should().HaveCount(4);
        (await store.ReadAsync(Stream)).Should().HaveCount(2);
        (await store.ReadAsync(Stream, ReadDirection.Backwards)).Should().HaveCount(2);
        (await store.GetStreamVersionAsync(OtherStream, Token)).Should().Be(2);
        (await store.FindEventAsync(copied.Id, Token))!.Timestamp.Should().Be(Once);
        (await store.FindEventKeyAsync(raise.Id, Token))!.Value.Version.Should().Be(1);
        (await store.ListStreamsAsync(cancellationToken: Token)).Streams.Should().HaveCount(2);
        (await storage.ReadDroppedAsync(after: null, Token).ToListAsync(Token)).Should().ContainSingle().Which.Type.Should().Be("dropped");
        (await storage.ReadStreamKeysAsync(Stream, new VersionRange(1, 9), Token).ToListAsync(Token)).Should().HaveCount(2);
        (await storage.GetHealthFiguresAsync(Token)).Should().ContainKey("read_barrier.age");
        (await QueryAsync<long>(host.ConnectionString + $";Password={Password}", $"select count(*) from {Schema}.events_as_json")).Should().Be(4);
    }

    [Fact]
    public async Task They_are_not_enough_to_change_or_delete_what_is_stored()
    {
        var store = await OpenAsRoleAsync();
        await store.AppendAsync(Stream, NoStream, ANote());
        await using var application = await SessionAsync($"set session authorization {Role}");

        foreach (var table in (string[])["events", "streams", "event_types", "dropped_events", "store"])
        {
            await RefusedAsync(application, $"delete from {Schema}.{table}");
            await RefusedAsync(application, $"truncate {Schema}.{table}");
            await RefusedAsync(application, $"drop table {Schema}.{table} cascade");
        }

        await RefusedAsync(application, $"update {Schema}.events set version = version");
        await RefusedAsync(application, $"update {Schema}.store set version = 2");
    }

    [Fact]
    public async Task They_are_enough_to_move_the_epoch_after_a_failover()
    {
        await GrantAsync();
        await ExecuteAsync($"update {Schema}.store set timeline = 0"); // as if that of the server had been another one

        var store = OpenStore(host: ConnectAsRole());

        (await store.AppendAsync(Stream, NoStream, ANote())).Position!.Value.Epoch.Should().Be(2);
        (await QueryAsync<long>($"select timeline from {Schema}.store")).Should().Be(1);
    }

    [Fact]
    public async Task A_server_that_does_not_tell_its_timeline_is_taken_for_the_same()
    {
        await ExecuteAsync("revoke execute on function pg_walfile_name from public");
        try
        {
            var store = await OpenAsRoleAsync();

            (await store.AppendAsync(Stream, NoStream, ANote(), ANote())).Position!.Value.Epoch.Should().Be(1);
            (await store.AppendAsync(Stream, Any, ANote())).Version.Should().Be(3);
        }
        finally
        {
            await ExecuteAsync("grant execute on function pg_walfile_name to public");
        }
    }

    [Fact]
    public async Task An_empty_schema_of_its_own_is_enough_for_a_role_that_may_create_none()
    {
        await ExecuteAsync($"create role {Role} login password '{Password}'; create schema {Schema} authorization {Role}");
        var store = OpenStore(host: ConnectAsRole());

        (await store.AppendAsync(Stream, NoStream, ANote())).Version.Should().Be(1);
    }

    [Fact]
    public async Task What_the_script_says_is_enough_where_nobody_may_use_functions_and_types_by_default()
    {
        await ExecuteAsync("alter default privileges revoke execute on functions from public; alter default privileges revoke usage on types from public");
        try
        {
            await GrantAsync();
            var store = OpenStore(rules: rules => rules.For<MeetingNoteAdded>().NeverConflicts(), host: ConnectAsRole());

            (await store.AppendAsync(Stream, NoStream, ANote())).Version.Should().Be(1);
            (await store.AppendAsync(Stream, Exactly(0), ANote())).Outcome.Should().Be(AppendOutcome.Admitted);
        }
        finally
        {
            await ExecuteAsync("alter default privileges grant execute on functions to public; alter default privileges grant usage on types to public");
        }
    }

    [Fact]
    public async Task Whoever_may_not_create_a_schema_is_told_of_the_script()
    {
        await ExecuteAsync($"create role {Role} login password '{Password}'");

        var opening = () => OpenStorage(host: ConnectAsRole());

        opening.Should().Throw<EventStoreUnusableException>().WithMessage("*script of the schema says which rights it needs*");
        (await QueryAsync<bool>($"select to_regnamespace('{Schema}') is null")).Should().BeTrue();
    }

    [Fact]
    public async Task Whoever_may_not_look_into_it_is_told_of_the_script()
    {
        await OpenStorage().DisposeAsync();
        await ExecuteAsync($"create role {Role} login password '{Password}'");

        var opening = () => OpenStorage(host: ConnectAsRole());

        opening.Should().Throw<EventStoreUnusableException>().WithMessage("*script of the schema says which rights it needs*");
    }

    [Fact]
    public async Task Without_the_right_to_see_what_other_sessions_do_the_barrier_is_as_old_as_what_it_holds_back()
    {
        await GrantAsync();
        await using var storage = OpenStorage(host: ConnectAsRole(), timeProvider: new ManualTimeProvider());
        await using var somebody = await SessionAsync("begin; select pg_current_xact_id()");

        var barrier = await storage.GetReadBarrierAsync(Token);

        (barrier.Age, barrier.ProcessId, barrier.Holder).Should().Be((TimeSpan.Zero, somebody.ProcessId, "postgres"));
        await storage.AppendAsync(Append(Stream, NoStream, Encoded("held-back")), Token);
        (await storage.GetReadBarrierAsync(Token)).Age.Should().BeGreaterThan(TimeSpan.FromMinutes(4));
        await ExecuteAsync($"grant pg_read_all_stats to {Role}");
        barrier = await storage.GetReadBarrierAsync(Token);
        (barrier.ProcessId, barrier.Holder).Should().Be((somebody.ProcessId, "postgres, idle in transaction"));
        barrier.Age.Should().BePositive();
    }

    private static EncodedEvent Encoded(string type) => new(Guid.CreateVersion7(), type, "{}"u8.ToArray(), default);

    private static StorageAppend Append(StreamId stream, ExpectedVersion expected, EncodedEvent each) =>
        new() { Stream = stream, Expected = expected, Condition = AppendCondition.RefuseNothing, Events = [each] };

    private static async Task RefusedAsync(Session session, string sql) =>
        (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => session.ExecuteAsync(sql))).SqlState.Should().Be(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
}
