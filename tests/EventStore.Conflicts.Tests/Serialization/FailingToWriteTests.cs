using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventStore.Conflicts.Tests.Serialization;

public sealed class FailingToWriteTests
{
    [Fact]
    public async Task A_getter_that_throws_writes_nothing_and_its_exception_is_inside()
    {
        await using var store = Opened.InMemory(types => types.Map<Mutable>("mutable").Map<Moody>("moody"));

        var failure = (await store.Awaiting(each => each.AppendAsync(new NewEvent(new Mutable()), new NewEvent(new Moody())))
            .Should().ThrowAsync<EventSerializationException>().WithMessage("*'moody'*could not be serialised*not today*")).Which;

        failure.EventType.Should().Be("moody");
        failure.InnerException.Should().BeOfType<InvalidTimeZoneException>();
        (await store.VersionAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_converter_that_throws_writes_nothing_and_its_exception_is_inside()
    {
        var options = new JsonSerializerOptions { Converters = { new Refusing() } };
        await using var store = Opened.InMemory(types => types.Map<Mutable>("mutable"), builder => builder.UseJson(options));

        (await store.Awaiting(each => each.AppendAsync(new NewEvent(new Mutable()))).Should().ThrowAsync<EventSerializationException>())
            .WithInnerException<InvalidTimeZoneException>();
        (await store.VersionAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{'a':1}")]
    [InlineData("[1,]")]
    [InlineData("// comment\n1")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("undefined")]
    public async Task Raw_data_that_is_not_one_JSON_value_is_not_written(string json)
    {
        await using var store = Opened.InMemory(_ => { });

        await store.Awaiting(each => each.AppendAsync(Opened.Raw("imported", "{}"), Opened.Raw("imported", json)))
            .Should().ThrowAsync<EventSerializationException>().WithMessage("*'imported'*is not one JSON value*");
        (await store.VersionAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Raw_data_that_is_not_UTF_8_is_not_written()
    {
        await using var store = Opened.InMemory(_ => { });

        await store.Awaiting(each => each.AppendAsync(NewEvent.Raw("imported", new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' })))
            .Should().ThrowAsync<EventSerializationException>().WithMessage("*'imported'*");
        (await store.VersionAsync()).Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_that_throws_half_way_writes_nothing_and_its_exception_arrives(bool retrying)
    {
        await using var store = Opened.InMemory(types => types.Map<Mutable>("mutable"), builder => _ = retrying ? builder.AddRetries() : builder);
        var token = TestContext.Current.CancellationToken;

        await store.Awaiting(each => each.AppendToStreamAsync(Opened.Stream, ExpectedVersion.Any, new BreaksOff(), cancellationToken: token))
            .Should().ThrowAsync<InvalidTimeZoneException>().WithMessage("half-way");
        (await store.VersionAsync()).Should().Be(0);
    }

    private sealed class Refusing : JsonConverter<Mutable>
    {
        public override Mutable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Mutable value, JsonSerializerOptions options) => throw new InvalidTimeZoneException();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData(" null")]
    [InlineData("1,2")]
    [InlineData("{bad json")]
    [InlineData("[[[[[[[[[[[[1]]]]]]]]]]]]")]
    public async Task A_converter_that_writes_anything_but_one_value_of_bounded_depth_writes_nothing(string written)
    {
        var options = new JsonSerializerOptions { Converters = { new Writing(written) } };
        await using var store = Opened.InMemory(
            types => types.Map<Mutable>("mutable"), builder => builder.UseJson(options).UseLimits(new EventStoreLimits { MaxJsonDepth = 10 }));

        await store.Awaiting(each => each.AppendAsync(new NewEvent(new Mutable()))).Should().ThrowAsync<EventSerializationException>();
        (await store.VersionAsync()).Should().Be(0);
    }

    /// <summary>Writes a text as it is, as a converter may.</summary>
    private sealed class Writing(string text) : JsonConverter<Mutable>
    {
        public override Mutable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Mutable value, JsonSerializerOptions options)
        {
            if (text.Length > 0)
            {
                writer.WriteRawValue(text, skipInputValidation: true);
            }
        }
    }

    /// <summary>Three events, of which only the first can be had.</summary>
    private sealed class BreaksOff : IReadOnlyList<NewEvent>
    {
        public int Count => 3;

        public NewEvent this[int index] => index == 0 ? new NewEvent(new Mutable()) : throw new InvalidTimeZoneException("half-way");

        public IEnumerator<NewEvent> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
