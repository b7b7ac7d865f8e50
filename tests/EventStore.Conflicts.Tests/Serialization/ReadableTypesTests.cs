using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventStore.Conflicts.Tests.Serialization;

/// <summary>Types that could be written and never read are refused at startup; types that only look like it are not.</summary>
public sealed class ReadableTypesTests
{
    [Fact]
    public void A_constructor_that_no_member_feeds_is_refused() => Refused(types => types.Map<Unbound>("unbound"));

    [Fact]
    public void A_member_that_can_never_be_read_is_refused() => Refused(types => types.Map<HoldsInterface>("holds-interface"));

    [Fact]
    public void Elements_that_can_never_be_read_are_refused() => Refused(types => types.Map<HoldsList>("holds-list"));

    [Fact]
    public async Task A_constructor_that_throws_what_the_serialiser_also_throws_is_no_reason_to_refuse() => await RoundTrips(new Currency("eur"));

    [Fact]
    public async Task Members_that_are_ignored_or_only_written_do_not_matter() => await RoundTrips(new Ignoring { Kept = 5 });

    [Fact]
    public async Task A_member_with_a_converter_of_its_own_is_the_converters_business() => await RoundTrips(new Converting(new Square(2)));

    private static void Refused(Action<EventTypeMapBuilder> map) =>
        FluentActions.Invoking(() => Opened.InMemory(map)).Should().Throw<EventStoreConfigurationException>().WithMessage("*cannot be written and read*");

    private static async Task RoundTrips<T>(T data)
        where T : notnull
    {
        await using var store = Opened.InMemory(types => types.Map<T>("mapped"));
        await store.AppendAsync(new NewEvent(data));
        (await store.ReadAsync()).Should().ContainSingle().Which.Data.Should().Be(data);
    }

    private sealed class Unbound(string foo)
    {
        public string Bar { get; } = foo;
    }

    private sealed record HoldsInterface(IFormatProvider Provider);

    private sealed record HoldsList(List<IFormatProvider> Providers);

    private sealed record Currency
    {
        public Currency(string code) => Code = code is "eur" or "usd" ? code : throw new NotSupportedException($"No currency: {code}");

        public string Code { get; }
    }

    [JsonDerivedType(typeof(Square), "square")]
    private abstract record Shape;

    private sealed record Square(int Side) : Shape;

    private sealed record Ignoring
    {
        public int Kept { get; init; }

        [JsonIgnore]
        public Shape? Ignored { get; init; }

        public Shape OnlyWritten => new Square(Kept);
    }

    private sealed record Converting([property: JsonConverter(typeof(SquareConverter))] Shape Shape);

    private sealed class SquareConverter : JsonConverter<Shape>
    {
        public override Shape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new Square(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options) => writer.WriteNumberValue(((Square)value).Side);
    }
}
