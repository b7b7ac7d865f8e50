using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Tests.Rules.Matrix;

/// <summary>The matrix as Markdown: approved texts, and names that want to be more than names.</summary>
public sealed class MarkdownMatrixTests
{
    private const string Folder = "Rules/Matrix/Approved";

    [Fact]
    public void Every_kind_of_rule() => ShopRules.Build().ToMarkdown().ShouldBeApproved(Folder, "every-kind", "md");

    [Fact]
    public void With_line_numbers()
    {
        var rules = new ConflictRegistryBuilder();
        rules.For("price-changed", 7, "/home/joe/shop/Prices.cs").ConflictsWithItself(12, "/home/joe/shop/Prices.cs")
            .ConflictsWith(["renamed"], 9, "/home/joe/shop/Prices.cs").AtMost(events: 5, line: 13, file: @"C:\shop\Caps.cs");
        rules.For("renamed", 3, @"C:\shop\Names.cs").NeverConflicts(4, @"C:\shop\Names.cs");

        rules.Build().ToMarkdown(lineNumbers: true).ShouldBeApproved(Folder, "line-numbers", "md");
    }

    [Fact]
    public void A_strict_registry_of_names_that_want_to_be_markup()
    {
        string[] names =
        [
            "a|b", "`", "a``b`", " both ", "c\\|", "<script>alert(1)</script>", "@someone #1 https://example.com", "\u202Etxt.exe", "שלום", "名前 🎉",
        ];
        var rules = new ConflictRegistryBuilder().RequireEveryPairDeclared();
        foreach (var name in names)
        {
            rules.For(name).CompatibleOnlyWith([name]);
        }

        rules.Build().ToMarkdown().ShouldBeApproved(Folder, "names", "md");
    }

    [Fact]
    public void Nothing_declared() => ConflictRegistry.Empty.ToMarkdown().ShouldBeApproved(Folder, "nothing", "md");

    [Fact]
    public void No_path_and_no_line_stands_in_it_unless_lines_are_wanted()
    {
        var registry = ShopRules.Build();

        registry.ToMarkdown().Should().Contain("`ShopRules.cs`").And.NotContain("ShopRules.cs:").And.NotContain("/").And.NotContain(":\\");
        registry.ToMarkdown(lineNumbers: true).Should().MatchRegex("`ShopRules\\.cs:[0-9]+`").And.NotContain("/");
    }
}
