using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Values;

public sealed class GlobalPositionTests
{
    private static readonly Gen<GlobalPosition> Positions =
        from epoch in Gen.Elements(0L, 1L, 2L, long.MaxValue)
        from transaction in Gen.Elements(0UL, 1UL, 2UL, ulong.MaxValue)
        from sequence in Gen.Elements(0L, 1L, 2L, long.MaxValue)
        select new GlobalPosition(epoch, transaction, sequence);

    [Fact]
    public void What_is_printed_is_parsed_back() => Prop.ForAll(
        Positions.ToArbitrary(),
        position => GlobalPosition.Parse(position.ToString()) == position
            && GlobalPosition.Parse(position.ToString(), CultureInfo.GetCultureInfo("")) == position)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Positions_are_ordered_by_epoch_then_transaction_then_sequence() => Prop.ForAll(
        Positions.ToArbitrary(),
        Positions.ToArbitrary(),
        (left, right) =>
        {
            var order = Comparer<(long, ulong, long)>.Default.Compare(Parts(left), Parts(right));
            return Math.Sign(left.CompareTo(right)) == Math.Sign(order)
                && left < right == order < 0 && left > right == order > 0 && left <= right == order <= 0 && left >= right == order >= 0
                && left == right == (order == 0) && left != right == (order != 0) && left.Equals((object)right) == (order == 0)
                && (order != 0 || left.GetHashCode() == right.GetHashCode());
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.2")]
    [InlineData("1\0")]
    [InlineData("007")]
    [InlineData("0.0.5")]
    [InlineData("1.2.3.4")]
    [InlineData("1..3")]
    [InlineData("1,000")]
    [InlineData("0x1F")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775808.0.0")]
    [InlineData("1.18446744073709551616.0")]
    [InlineData("default(GlobalPosition)")]
    [InlineData("start")]
    [InlineData("١")]
    public void Garbage_is_no_position(string text)
    {
        GlobalPosition.TryParse(text, provider: null, out var position).Should().BeFalse();
        position.IsDefault.Should().BeTrue();
        FluentActions.Invoking(() => GlobalPosition.Parse(text)).Should().Throw<FormatException>().WithMessage("*is not a position*");
    }

    [Fact]
    public void Null_is_no_position()
    {
        GlobalPosition.TryParse(null, provider: null, out _).Should().BeFalse();
        FluentActions.Invoking(() => GlobalPosition.Parse(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void An_error_about_garbage_shows_no_control_characters_and_stays_short()
    {
        var message = FluentActions.Invoking(() => GlobalPosition.Parse("\u001b[31m" + new string('9', 10_000))).Should().Throw<FormatException>().Which.Message;

        message.Should().NotContain("\u001b");
        message.Length.Should().BeLessThan(300);
    }

    [Fact]
    public void A_store_that_orders_by_sequence_alone_prints_one_number()
    {
        new GlobalPosition(0, 0, 42).ToString().Should().Be("42");
        new GlobalPosition(0, 7, 42).ToString().Should().Be("0.7.42");
        new GlobalPosition(1, 0, 42).ToString().Should().Be("1.0.42");
    }

    [Fact]
    public void The_default_is_no_position_and_comes_before_all()
    {
        default(GlobalPosition).IsDefault.Should().BeTrue();
        default(GlobalPosition).Should().NotBe(GlobalPosition.Start);
        (default(GlobalPosition) < GlobalPosition.Start).Should().BeTrue();
        GlobalPosition.Start.IsDefault.Should().BeFalse();
    }

    [Fact]
    public void Negative_parts_are_refused()
    {
        FluentActions.Invoking(() => new GlobalPosition(-1, 0, 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("epoch");
        FluentActions.Invoking(() => new GlobalPosition(0, 0, -1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("sequence");
    }

    private static (long Epoch, ulong Transaction, long Sequence) Parts(GlobalPosition position) =>
        (position.Epoch, position.Transaction, position.Sequence);
}
