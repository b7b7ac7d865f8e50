using EventStore.Conflicts.Rules;
using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Rules.Matrix;

/// <summary>A registry as data.</summary>
public sealed class DescribeTests
{
    private readonly ConflictRegistry registry = ShopRules.Build();

    private readonly RegistryDescription description;

    public DescribeTests() => description = registry.Describe();

    [Fact]
    public void Types_are_in_ordinal_order_and_patterns_after_them()
    {
        description.Types.Should().Equal("discontinued", "imported-by-hand", "note-added", "price-changed", "renamed", "stock-counted");
        description.Patterns.Should().Equal("imported-*", "stock-*", "stock-notes-*");
        description.Rows.Select(row => row.Name).Should().Equal(description.Types.Append("imported-*"));
        description.Rows.Where(row => row.IsPattern).Should().ContainSingle().Which.Name.Should().Be("imported-*");
    }

    [Fact]
    public void A_row_tells_the_mapped_type_with_its_former_names()
    {
        Row("price-changed").Mapping!.Type.Should().Be<PriceChanged>();
        Row("price-changed").Mapping!.FormerNames.Should().Equal("repriced");
        Row("imported-by-hand").Mapping.Should().BeNull();
        Row("imported-*").Mapping.Should().BeNull();
    }

    [Fact]
    public void A_type_without_rules_conflicts_with_everything()
    {
        var row = Row("renamed");

        row.HasRules.Should().BeFalse();
        row.Cells.Select(cell => cell.Decision).Append(row.Itself).Append(row.Otherwise)
            .Should().OnlyContain(decision => decision.Verdict == Verdict.Refuse && decision.Rule.Kind == ConflictRuleKind.NotRegistered);
        description.Rows.Where(each => each.HasRules).Should().HaveCount(description.Rows.Count - 1);
    }

    [Fact]
    public void Every_cell_says_what_the_registry_decides()
    {
        foreach (var row in description.Rows.Where(row => !row.IsPattern))
        {
            row.Cells.Where(cell => !cell.IsPattern).Select(cell => cell.Concurrent).Should().Equal(description.Types);
            row.Cells.Should().OnlyContain(cell => cell.IsPattern || cell.Decision == registry.Decide(row.Name, cell.Concurrent));
            row.Itself.Should().Be(registry.Decide(row.Name, row.Name));
            row.Otherwise.Rule.Should().Be(registry.Decide(row.Name, "never-heard-of").Rule);
        }
    }

    [Fact]
    public void The_row_of_a_pattern_says_what_is_decided_on_names_that_nobody_knows()
    {
        var row = Row("imported-*");

        row.Cells.Where(cell => !cell.IsPattern).Should().OnlyContain(cell => cell.Decision == registry.Decide("imported-new", cell.Concurrent));
        row.Cells.Where(cell => cell.IsPattern).Select(cell => (cell.Concurrent, cell.Decision)).Should().Equal(
            ("imported-*", registry.Decide("imported-new", "imported-other")),
            ("stock-*", registry.Decide("imported-new", "stock-other")),
            ("stock-notes-*", registry.Decide("imported-new", "stock-notes-other")));
        row.Itself.Should().Be(registry.Decide("imported-new", "imported-new"));
        row.Otherwise.Should().Be(registry.Decide("imported-new", "never-heard-of"));
        new[] { row.Itself.Verdict, row.Cells[^2].Decision.Verdict, row.Cells[^1].Decision.Verdict }.Should().Equal(Verdict.Admit, Verdict.Refuse, Verdict.Admit);
    }

    [Fact]
    public void Only_rows_that_name_a_pattern_have_a_cell_for_it() =>
        description.Rows.Where(row => !row.IsPattern).SelectMany(row => row.Cells).Should().OnlyContain(cell => !cell.IsPattern);

    [Fact]
    public void Caps_and_strictness_are_told_with_their_places()
    {
        description.Caps.Should().ContainSingle().Which.Should().Match<StalenessCap>(cap => cap.MaxAge == TimeSpan.FromDays(30) && cap.MaxEvents == null);
        Row("note-added").Caps.Should().ContainSingle().Which.MaxEvents.Should().Be(100);
        Row("renamed").Caps.Should().BeEmpty();
        description.EveryPairRequiredAt.Should().BeNull();

        var here = SourceLine.Here();
        new ConflictRegistryBuilder().RequireEveryPairDeclared().Build().Describe().EveryPairRequiredAt.Should().Be(here.Plus(1));
    }

    [Fact]
    public void An_empty_registry_describes_nothing()
    {
        var empty = ConflictRegistry.Empty.Describe();

        empty.Rows.Should().BeEmpty();
        empty.Types.Should().BeEmpty();
    }

    private MatrixRow Row(string name) => description.Rows.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));
}
