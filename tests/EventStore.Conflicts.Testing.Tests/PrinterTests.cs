using System.Collections.Immutable;
using System.Globalization;
using EventStore.Conflicts.Testing.Tests.Samples;

namespace EventStore.Conflicts.Testing.Tests;

/// <summary>How values are written where nobody says how.</summary>
public sealed class PrinterTests
{
    private static readonly int[] Numbers = [3, 1, 2];

    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { "text", "text" },
        { 1.5m, "1.5" },
        { true, "True" },
        { DayOfWeek.Monday, "Monday" },
        { new DateOnly(2024, 12, 31), "12/31/2024" },
        { new Opened(), "Opened { }" },
        { new Deposited(3), "Deposited { Amount = 3 }" },
        { new Pair(1.5, "b"), "Pair { One = 1.5, Two = b }" },
        { new Plain { Total = 2 }, "Plain { Lines = [a, b], Total = 2 }" },
        { new Own(), "own text" },
        { Numbers, "[3, 1, 2]" },
        { new List<object?> { null, new Deposited(1), Numbers }, "[null, Deposited { Amount = 1 }, [3, 1, 2]]" },
        { ImmutableHashSet.Create(StringComparer.Ordinal, "bb", "a", "c"), "[a, c, bb]" },
        { new HashSet<int> { 10, 9, 11 }, "[9, 10, 11]" },
        { new Dictionary<string, int[]>(StringComparer.Ordinal) { ["b"] = [1], ["a"] = [] }, "[a: [], b: [1]]" },
        { ImmutableDictionary<int, string>.Empty.Add(2, "x").Add(1, "y"), "[1: y, 2: x]" },
        { new Broken(), "Broken { Fine = 1, Total = (InvalidOperationException when printed) }" },
        { default(ImmutableArray<int>), "(InvalidOperationException when printed)" },
        { new Endless(), "Endless { Same = Endless { Same = Endless { Same = Endless { Same = Endless { Same = Endless { Same = Endless { Same = Endless { Same = … } } } } } } } }" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_written(object? value, string text) => Printed(value).Should().Be(text);

    [Fact]
    public void A_long_collection_is_cut() =>
        Printed(Enumerable.Range(0, 102)).Should().StartWith("[0, 1, ").And.EndWith(", 98, 99, … 2 more]");

    [Fact]
    public void The_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            Printed(new Pair(1.5, "b")).Should().Be("Pair { One = 1.5, Two = b }");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The text of a state in the report of a model whose initial state is not allowed.</summary>
    private static string Printed(object? state)
    {
        var report = new AggregateModel<object?>(Doors.Types, () => state, (same, _) => same)
            .Keeps("no state", _ => false)
            .Decides<Knocked>((_, _) => new Knocked())
            .Invoking(model => model.Infer()).Should().Throw<AggregateModelException>().Which.Message;
        return report.Split("  state  ")[1].Split(", which breaks \"no state\"")[0];
    }

    private readonly record struct Pair(double One, string Two);

    private sealed class Plain
    {
        public IReadOnlyList<string> Lines { get; } = ["a", "b"];

        public int Total { get; set; }

        public int this[int index] => index;
    }

    private sealed class Own
    {
        public int Hidden { get; } = 1;

        public override string ToString() => "own text";
    }

    private sealed class Broken
    {
        public int Fine { get; } = 1;

        public int Total => Fine == 2 ? 2 : throw new InvalidOperationException();
    }

    private sealed class Endless
    {
        public Endless Same => this;
    }
}
