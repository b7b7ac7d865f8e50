using System.Text;
using EventStore.Conflicts.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace EventStore.Conflicts.Tests.Values;

public sealed class Utf8OrderTests
{
    // Few characters, so that prefixes are shared, from each side of every border of UTF-8 and UTF-16.
    private static readonly Gen<string> Texts = Gen.Elements(
            "a", "b", "\u007f", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0001F600", "\U0010FFFF")
        .ListOf()
        .Select(string.Concat);

    [Fact]
    public void Strings_are_ordered_as_their_UTF_8_bytes_are() => Prop.ForAll(
        Texts.ToArbitrary(),
        Texts.ToArbitrary(),
        (left, right) => Math.Sign(Utf8Order.Instance.Compare(left, right))
            == Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Characters_beyond_U_FFFF_come_after_all_others_which_ordinal_order_gets_wrong()
    {
        Utf8Order.Instance.Compare("\U00010000", "\uffff").Should().BePositive();
        string.CompareOrdinal("\U00010000", "\uffff").Should().BeNegative("otherwise this order would not be needed");
    }

    [Fact]
    public void Null_comes_first()
    {
        Utf8Order.Instance.Compare(null, null).Should().Be(0);
        Utf8Order.Instance.Compare(null, "").Should().BeNegative();
        Utf8Order.Instance.Compare("", null).Should().BePositive();
    }
}
