namespace EventStore.Conflicts.Tests.Values;

public sealed class NewEventTests
{
    [Fact]
    public void An_id_is_a_new_version_7_GUID_unless_given()
    {
        var given = Guid.NewGuid();

        new NewEvent(new object()).Id.Version.Should().Be(7);
        new NewEvent(new object()).Id.Should().NotBe(new NewEvent(new object()).Id);
        NewEvent.Raw("t", "{}"u8.ToArray()).Id.Version.Should().Be(7);
        new NewEvent(new object(), given).Id.Should().Be(given);
        NewEvent.Raw("t", "{}"u8.ToArray(), given).Id.Should().Be(given);
    }

    [Fact]
    public void The_empty_GUID_is_refused()
    {
        FluentActions.Invoking(() => new NewEvent(new object(), Guid.Empty)).Should().Throw<ArgumentException>().WithParameterName("id");
        FluentActions.Invoking(() => NewEvent.Raw("t", default, Guid.Empty)).Should().Throw<ArgumentException>().WithParameterName("id");
    }

    [Fact]
    public void Data_must_not_be_null() =>
        FluentActions.Invoking(() => new NewEvent(null!)).Should().Throw<ArgumentNullException>().WithParameterName("data");

    [Fact]
    public void An_object_is_no_raw_event()
    {
        var data = new object();
        var newEvent = new NewEvent(data);

        newEvent.Data.Should().BeSameAs(data);
        newEvent.RawType.Should().BeNull();
        newEvent.RawData.IsEmpty.Should().BeTrue();
        newEvent.Metadata.Should().BeSameAs(EventMetadata.Empty);
    }

    [Fact]
    public void Raw_bytes_are_copied()
    {
        var bytes = "[1]"u8.ToArray();
        var raw = NewEvent.Raw("imported", bytes);

        bytes[1] = (byte)'2';

        raw.RawData.ToArray().Should().Equal("[1]"u8.ToArray());
        raw.RawType.Should().Be("imported");
        raw.Data.Should().BeNull();
    }

    [Fact]
    public void A_raw_type_name_keeps_the_rules_of_names()
    {
        FluentActions.Invoking(() => NewEvent.Raw(null!, default)).Should().Throw<ArgumentNullException>().WithParameterName("type");
        foreach (var name in new[] { "", "a\nb", "\uD83D", new string('x', 256) })
        {
            FluentActions.Invoking(() => NewEvent.Raw(name, default)).Should().Throw<ArgumentException>().WithMessage("*Event type name*").WithParameterName("type");
        }
    }
}
