using System.Text;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.PostgreSql.Tests.Schema;

/// <summary>The view for people in psql.</summary>
public sealed class JsonViewTests : StoreTest
{
    [Fact]
    public async Task It_shows_events_with_their_names_and_their_data_as_JSON()
    {
        var store = OpenStore();
        var result = await store.AppendAsync(Stream, NoStream, new NewEvent(new ClientValueRaised(12.50m), metadata: new EventMetadata { CorrelationId = "c-1" }));

        var row = await QueryAsync<string>($"""
            select concat_ws('|', position, stream, version, type, decided_at, data ->> 'value', metadata::text like '%c-1%', recorded_at between now() - interval '1 day' and now() + interval '1 day')
            from {Schema}.events_as_json
            """);

        row.Should().Be($"{result.Position}|client-1|1|client-value-raised|0|12.50|t|t");
    }

    [Theory]
    [InlineData("""{"text":"a\u0000b"}""", """ "{\"text\":\"a\\\\u0000b\"}" """)]
    [InlineData("""{"n":1e1000000}""", """ "{\"n\":1e1000000}" """)]
    [InlineData("no JSON", """ "no JSON" """)]
    [InlineData("", """ "" """)]
    [InlineData("""{"a":[1.0,"é",null]}""", """ {"a": [1.0, "é", null]} """)]
    [InlineData("null", " null ")]
    public async Task What_is_no_JSON_or_too_much_for_jsonb_is_shown_as_a_string(string data, string shown)
    {
        await AppendAsync(Encoding.UTF8.GetBytes(data));

        (await QueryAsync<string>($"select data::text from {Schema}.events_as_json")).Should().Be(shown[1..^1]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_do_not_break_it()
    {
        await AppendAsync([0xFF, 0x00, 0x41]);

        (await QueryAsync<string>($"select data #>> '{"{}"}' from {Schema}.events_as_json where metadata is null")).Should().Be(@"\377\000A");
    }

    private Task<StorageAppendResult> AppendAsync(byte[] data) => OpenStorage().AppendAsync(
        new StorageAppend
        {
            Stream = Stream,
            Expected = Any,
            Condition = AppendCondition.RefuseAnything,
            Events = [new EncodedEvent(Guid.CreateVersion7(), "anything", data, default)],
        },
        Token);
}
