namespace EventStore.Conflicts.Sqlite.Tests.Schema;

public sealed class SchemaTests : SqliteTest
{
    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("This is not a database. ", 500));
        await File.WriteAllTextAsync(Database, text, Token);

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage($"*{Database}*not a SQLite database*");
        (await File.ReadAllTextAsync(Database, Token)).Should().Be(text);
    }

    [Fact]
    public async Task A_database_of_another_application_is_refused_and_left_as_it_is()
    {
        ExecuteByHand("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO customers (name) VALUES ('Acme')");
        var before = await File.ReadAllBytesAsync(Database, Token);

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*another application*");
        (await File.ReadAllBytesAsync(Database, Token)).Should().Equal(before);
    }

    [Fact]
    public void A_database_with_another_applications_id_is_refused_even_when_it_is_empty()
    {
        ExecuteByHand("PRAGMA application_id = 12345");

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*another application*12345*");
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_as_it_is()
    {
        await MakeStoreAsync(events: 3);
        ExecuteByHand("PRAGMA user_version = 99");

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage("*schema version 99*newer*");
        ExecuteByHand("PRAGMA user_version = 2");
        await TheStoreStillHoldsAsync(events: 3);
    }

    [Theory]
    [InlineData("DROP INDEX events_by_stream", "events_by_stream")]
    [InlineData("DROP INDEX events_by_id", "events_by_id")]
    [InlineData("DROP INDEX events_by_id; CREATE INDEX events_by_id ON events (event_id)", "events_by_id")]
    [InlineData("DROP TABLE events", "events")]
    [InlineData("ALTER TABLE events ADD COLUMN extra TEXT", "events")]
    public async Task A_schema_that_lost_something_is_refused_by_its_name(string damage, string missing)
    {
        await MakeStoreAsync();
        ExecuteByHand(damage);

        var open = () => OpenStore();

        open.Should().Throw<EventStoreUnusableException>().WithMessage($"*missing or changed*{missing}*");
    }

    [Fact]
    public async Task What_a_host_adds_for_itself_is_left_alone()
    {
        await MakeStoreAsync(events: 3);
        ExecuteByHand("CREATE VIEW readable AS SELECT position, CAST(data AS TEXT) AS json FROM events");

        await TheStoreStillHoldsAsync(events: 3);
    }

    [Fact]
    public async Task A_creation_that_a_crash_cut_short_is_finished_by_the_next_start()
    {
        ExecuteByHand("PRAGMA journal_mode = WAL");

        await using var store = OpenStore();

        (await AppendAsync(store, Event())).Version.Should().Be(1);
    }

    [Fact]
    public async Task An_empty_file_becomes_a_store()
    {
        await File.WriteAllBytesAsync(Database, [], Token);

        await using var store = OpenStore();

        (await AppendAsync(store, Event())).Version.Should().Be(1);
    }

    [Fact]
    public async Task Events_survive_a_restart_with_everything_they_had()
    {
        var metadata = new EventMetadata { CorrelationId = "c", CausationId = "d", Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = "jö\n🙂" } };
        var written = NewEvent.Raw("happened", """{"text":"it's \u0000 \"x\""}"""u8.ToArray(), metadata: metadata);
        AppendResult result;
        await using (var store = OpenStore())
        {
            result = await store.AppendToStreamAsync(Stream, ExpectedVersion.NoStream, [written], cancellationToken: Token);
        }

        await using var reopened = OpenStore();
        var read = (await ReadAsync(reopened)).Should().ContainSingle().Subject;
        read.Should().BeEquivalentTo(new { written.Id, Type = "happened", Version = 1, DecidedAt = 0, result.Position, Metadata = metadata });
        read.RawData.ToArray().Should().Equal(written.RawData.ToArray());
        (await AppendAsync(reopened, written)).Outcome.Should().Be(AppendOutcome.AlreadyAppended, "ids are recognised across a restart");
    }
}
