namespace EventStore.Conflicts.Tests.Values;

public sealed class StreamIdTests
{
    [Theory]
    [InlineData("cart-1")]
    [InlineData("'; drop table events; --")]
    [InlineData("Kunde 7 Ω 漢字 😀")]
    [InlineData(" ")]
    public void Any_visible_text_names_a_stream_and_comes_back_as_it_was(string text)
    {
        var id = new StreamId(text);

        id.Value.Should().Be(text);
        id.ToString().Should().Be(text);
        id.IsDefault.Should().BeFalse();
    }

    [Fact]
    public void Null_is_refused_by_name() =>
        FluentActions.Invoking(() => new StreamId(null!)).Should().Throw<ArgumentNullException>().WithParameterName("value");

    [Theory]
    [InlineData("", "*Stream id is empty*")]
    [InlineData("a\nb", "*'a\\u000Ab'*U+000A*index 1*")]
    [InlineData("\0", "*U+0000*index 0*")]
    [InlineData("x\u007f", "*U+007F*index 1*")]
    [InlineData("x\u0085", "*U+0085*index 1*")]
    public void Empty_text_and_control_characters_are_refused_and_shown_harmlessly(string text, string message) =>
        FluentActions.Invoking(() => new StreamId(text)).Should().Throw<ArgumentException>().WithMessage(message).WithParameterName("value");

    [Fact]
    public void Lone_surrogates_are_refused_wherever_they_stand()
    {
        // Not as attribute arguments: what is not valid Unicode doesn't survive in metadata.
        string[] broken = ["\uD83D", "\uDE00", "a\uD83D", "\uD83Da", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"];

        foreach (var text in broken)
        {
            FluentActions.Invoking(() => new StreamId(text)).Should().Throw<ArgumentException>().WithMessage("*lone surrogate*");
        }
    }

    [Theory]
    [InlineData("a", 255)]
    [InlineData("é", 127)]
    [InlineData("漢", 85)]
    [InlineData("😀", 63)]
    public void The_longest_id_is_255_bytes_of_UTF_8_and_one_character_more_is_refused(string character, int count)
    {
        var longest = string.Concat(Enumerable.Repeat(character, count));

        new StreamId(longest).Value.Should().Be(longest);
        FluentActions.Invoking(() => new StreamId(longest + character)).Should().Throw<ArgumentException>().WithMessage("*at most 255*");
    }

    [Fact]
    public void An_error_about_a_very_long_id_stays_short() =>
        FluentActions.Invoking(() => new StreamId(new string('x', 1_000_000))).Should().Throw<ArgumentException>()
            .Which.Message.Length.Should().BeLessThan(300);

    [Fact]
    public void Ids_are_compared_ordinally()
    {
        var id = new StreamId("cart-1");

        id.Should().Be(new StreamId("cart-1"));
        (id == new StreamId("cart-1")).Should().BeTrue();
        (id != new StreamId("Cart-1")).Should().BeTrue();
        id.GetHashCode().Should().Be(new StreamId("cart-1").GetHashCode());
        new StreamId("\u00e9").Should().NotBe(new StreamId("e\u0301"), "normalisation is not ordinal");
        id.Equals("cart-1").Should().BeFalse();
    }

    [Fact]
    public void The_default_names_no_stream_and_says_so()
    {
        default(StreamId).IsDefault.Should().BeTrue();
        default(StreamId).ToString().Should().Be("default(StreamId)");
        default(StreamId).Should().Be(default(StreamId));
        default(StreamId).GetHashCode().Should().Be(0);
        FluentActions.Invoking(() => default(StreamId).Value).Should().Throw<InvalidOperationException>().WithMessage("*default(StreamId)*");
    }
}
