using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

/// <summary>What a store finds in place of its schema, and leaves as it is.</summary>
public sealed class DamagedSchemaTests : StoreTest
{
    [Theory]
    [InlineData("alter table {0}.events drop constraint events_by_id", "unique index events_by_id")]
    [InlineData("alter table {0}.events drop constraint events_by_stream", "unique index events_by_stream")]
    [InlineData("alter table {0}.events drop constraint events_by_position", "unique index events_by_position")]
    [InlineData("alter table {0}.streams drop constraint streams_by_name", "unique index streams_by_name")]
    [InlineData("alter table {0}.event_types drop constraint event_types_by_name", "unique index event_types_by_name")]
    [InlineData("alter table {0}.dropped_events drop constraint dropped_events_by_id", "unique index dropped_events_by_id")]
    [InlineData("alter table {0}.events drop constraint events_by_id; create index events_by_id on {0}.events (event_id)", "unique index events_by_id")]
    [InlineData("alter table {0}.events drop constraint events_by_id; create unique index events_by_id on {0}.events (stream_id)", "unique index events_by_id")]
    [InlineData("alter table {0}.events drop constraint events_by_id; create unique index events_by_id on {0}.events (event_id) where version > 5", "unique index events_by_id")]
    [InlineData("alter table {0}.events drop constraint events_by_id, add constraint events_by_id unique (event_id) deferrable", "unique index events_by_id")]
    [InlineData("drop function {0}.append", "function append")]
    [InlineData("drop function {0}.judge", "function judge")]
    [InlineData("drop type {0}.condition", "type condition")]
    [InlineData("drop table {0}.dropped_events", "table dropped_events")]
    [InlineData("drop table {0}.events cascade", "events")]
    [InlineData("update {0}.store set version = 2", "has schema version 2; this release knows versions up to 1")]
    [InlineData("update {0}.store set version = 0", "has schema version 0, which no release ever made")]
    [InlineData("delete from {0}.store", "has no row")]
    public async Task A_schema_that_is_not_what_this_release_made_is_refused_by_name(string damage, string named)
    {
        await OpenStorage().DisposeAsync();
        await ExecuteAsync(string.Format(null, damage, Schema));
        await RefusedAsync(named);
    }

    [Theory]
    [InlineData("create schema {0}; create table {0}.orders (id int)", "holds other things, but no store; choose another name")]
    [InlineData("create schema {0}; create table {0}.store (id int, address text)", "holds other things, but no store; choose another name")]
    [InlineData("create schema {0}; create view {0}.store as select 1 as only_row", "holds other things, but no store; choose another name")]
    public async Task A_schema_that_is_somebody_elses_is_refused(string make, string said)
    {
        await ExecuteAsync(string.Format(null, make, Schema));
        await RefusedAsync(said);
    }

    private async Task RefusedAsync(string said)
    {
        var before = await ThingsAsync();

        var opening = () => OpenStorage();

        opening.Should().Throw<EventStoreUnusableException>().WithMessage($"*{said}*").And.Message.Should().Contain(Schema);
        (await ThingsAsync()).Should().Equal(before, "nothing is changed");
    }

    private Task<string[]> ThingsAsync() => QueryAsync<string[]>($"""
        select array(select thing from (
            select concat_ws(' ', relkind, relname, xmin) from pg_class where relnamespace = '{Schema}'::regnamespace
            union all
            select concat_ws(' ', 'function', proname, xmin) from pg_proc where pronamespace = '{Schema}'::regnamespace) things (thing) order by thing)
        """);
}
