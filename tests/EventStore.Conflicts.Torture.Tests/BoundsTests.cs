using System.Text;
using EventStore.Conflicts.Torture.Fuzzing;

namespace EventStore.Conflicts.Torture.Tests;

public sealed class BoundsTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("a\u0085b", false)]
    [InlineData("\U0001F642", true)]
    public void Names_are_Unicode_text_without_control_characters(string text, bool isName) => Bounds.IsName(text).Should().Be(isName);

    /// <summary>A test of its own, because half of a pair doesn't survive as an attribute's argument.</summary>
    [Fact]
    public void Nor_do_names_hold_half_of_a_pair() => Bounds.IsName("a\uD800b").Should().BeFalse();

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Names_have_up_to_255_bytes(int bytes, bool isName) => Bounds.IsName(new string('é', bytes / 2) + (bytes % 2 == 0 ? "" : "a")).Should().Be(isName);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Json_is_up_to_64_deep(int depth, bool holds) => Bounds.Hold(Read(new string('[', depth) + new string(']', depth))).Should().Be(holds);

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void Events_have_up_to_2000_bytes(int bytes, bool holds) => Bounds.Hold(Read($"\"{new string('x', bytes - 2)}\"")).Should().Be(holds);

    private static RecordedEvent Read(string json) => new()
    {
        Stream = new StreamId("s"),
        Version = 1,
        Position = GlobalPosition.Start,
        Id = Guid.CreateVersion7(),
        Type = "a",
        RawData = Encoding.UTF8.GetBytes(json),
    };
}
