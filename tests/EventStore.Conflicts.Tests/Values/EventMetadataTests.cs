namespace EventStore.Conflicts.Tests.Values;

public sealed class EventMetadataTests
{
    [Fact]
    public void Without_anything_in_it_it_is_empty()
    {
        EventMetadata.Empty.IsEmpty.Should().BeTrue();
        new EventMetadata().IsEmpty.Should().BeTrue();
        new EventMetadata { CorrelationId = "c" }.IsEmpty.Should().BeFalse();
        new EventMetadata { CausationId = "c" }.IsEmpty.Should().BeFalse();
        new EventMetadata { Headers = Header("user", "joe") }.IsEmpty.Should().BeFalse();
    }

    [Fact]
    public void Headers_are_copied_when_set()
    {
        var headers = Header("user", "joe");
        var metadata = new EventMetadata { Headers = headers };

        headers["user"] = "harry";
        headers.Add("later", "too late");

        metadata.Headers.Should().Equal(Header("user", "joe"));
    }

    [Fact]
    public void Header_names_keep_the_rules_of_a_stream_id()
    {
        foreach (var name in new[] { "", "a\tb", "\uD83D", new string('x', 256) })
        {
            FluentActions.Invoking(() => new EventMetadata { Headers = Header(name, "v") }).Should().Throw<ArgumentException>().WithMessage("*Header name*");
        }
    }

    [Fact]
    public void Header_values_may_be_any_Unicode_text()
    {
        var values = Header("empty", "");
        values.Add("lines", "a\r\nb\0c");
        values.Add("emoji", "😀");

        new EventMetadata { Headers = values }.Headers.Should().Equal(values);
    }

    [Fact]
    public void A_header_value_that_is_null_or_not_Unicode_is_refused_by_its_name()
    {
        FluentActions.Invoking(() => new EventMetadata { Headers = Header("user", null!) }).Should().Throw<ArgumentException>().WithMessage("*'user'*null*");
        FluentActions.Invoking(() => new EventMetadata { Headers = Header("user", "\uDC00") }).Should().Throw<ArgumentException>().WithMessage("*'user'*surrogate*");
        FluentActions.Invoking(() => new EventMetadata { Headers = null! }).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Ids_are_left_out_or_given_a_value_that_is_Unicode()
    {
        FluentActions.Invoking(() => new EventMetadata { CorrelationId = "" }).Should().Throw<ArgumentException>().WithMessage("*CorrelationId is empty*");
        FluentActions.Invoking(() => new EventMetadata { CausationId = "" }).Should().Throw<ArgumentException>().WithMessage("*CausationId is empty*");
        FluentActions.Invoking(() => new EventMetadata { CausationId = "a\uD800" }).Should().Throw<ArgumentException>().WithMessage("*CausationId*surrogate*");
        new EventMetadata { CorrelationId = null }.CorrelationId.Should().BeNull();
    }

    private static Dictionary<string, string> Header(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
