using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Values;

/// <summary>Ids, positions and expected versions travel as text, and as JSON strings.</summary>
public sealed class TextFormTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    [InlineData("9223372036854775807")]
    [InlineData("5+8")]
    [InlineData("5+8-9+12")]
    [InlineData("7:5")]
    [InlineData("7:7")]
    [InlineData("any")]
    [InlineData("no-stream")]
    [InlineData("stream-exists")]
    public void An_expected_version_comes_back_as_it_was_printed(string text)
    {
        var parsed = ExpectedVersion.Parse(text);

        parsed.ToString().Should().Be(text);
        ExpectedVersion.Parse(parsed.ToString()).Should().Be(parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 5")]
    [InlineData("05")]
    [InlineData("-1")]
    [InlineData("5:7")]
    [InlineData("5:")]
    [InlineData("5+")]
    [InlineData("5+5")]
    [InlineData("5+6")]
    [InlineData("5+9-8")]
    [InlineData("5+8-8")]
    [InlineData("5+12+8")]
    [InlineData("5+8+9")]
    [InlineData("5+8-9-10")]
    [InlineData("1+3+5+7+9+11+13+15+17+19")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775807+5")]
    [InlineData("0+5-9223372036854775807+9223372036854775807")]
    [InlineData("Any")]
    [InlineData("default(ExpectedVersion)")]
    public void What_was_never_printed_is_no_expected_version(string text)
    {
        ExpectedVersion.TryParse(text, null, out var parsed).Should().BeFalse();
        parsed.Should().Be(default(ExpectedVersion));
        FluentActions.Invoking(() => ExpectedVersion.Parse(text)).Should().Throw<FormatException>().WithMessage($"*'{text}'*");
    }

    [Fact]
    public void Whatever_an_admitted_append_says_next_survives_a_round_trip() =>
        Prop.ForAll(
            Gen.Choose(0, 40).Select(number => (long)number).ListOf().Select(numbers => numbers.Distinct().Order().ToArray()).ToArbitrary(),
            numbers =>
            {
                // Pairs of ascending numbers are ranges with gaps between them, as admitted appends leave them behind.
                var text = string.Concat(numbers.Skip(1).Chunk(2).Where(pair => pair.Length == 2).Take(ExpectedVersion.MaxOwnRanges)
                    .Select(pair => $"+{new VersionRange((pair[0] * 3) + 2, (pair[1] * 3) + 2)}"));
                var next = ExpectedVersion.Parse($"0{text}");
                next.ToString().Should().Be($"0{text}");
                JsonSerializer.Deserialize<ExpectedVersion>(JsonSerializer.Serialize(next)).Should().Be(next);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void They_can_stand_in_an_event()
    {
        var reference = new Reference(
            new StreamId("order-2"), ExpectedVersion.DecidedAt(7, seen: 5), new GlobalPosition(1, 2, 3), new VersionRange(4, 6), new() { [new StreamId("a")] = 1 });

        var json = JsonSerializer.Serialize(reference);
        var read = JsonSerializer.Deserialize<Reference>(json);

        json.Should().StartWith("""{"Other":"order-2","At":"7:5","Position":"1.2.3",""").And.EndWith("""{"a":1}}""");
        read.Should().BeEquivalentTo(reference);
        read!.Seen.Should().Be(reference.Seen);
    }

    [Theory]
    [InlineData("""{"Other":""}""")]
    [InlineData("""{"Other":5}""")]
    [InlineData("""{"Other":null}""")]
    [InlineData("""{"At":"sometime"}""")]
    [InlineData("""{"Position":"1.2"}""")]
    [InlineData("""{"Seen":{"First":3,"Last":1}}""")]
    public void What_is_not_one_is_not_read_as_a_default(string json) =>
        FluentActions.Invoking(() => JsonSerializer.Deserialize<Reference>(json)).Should().Throw<Exception>()
            .Which.Should().Match(failure => failure is JsonException || failure is ArgumentException);

    [Fact]
    public void A_default_is_not_written() =>
        FluentActions.Invoking(() => JsonSerializer.Serialize(default(StreamId))).Should().Throw<JsonException>().WithMessage("*default(StreamId)*");

    private sealed record Reference(StreamId Other, ExpectedVersion At, GlobalPosition Position, VersionRange Seen, Dictionary<StreamId, int> Counts);
}
