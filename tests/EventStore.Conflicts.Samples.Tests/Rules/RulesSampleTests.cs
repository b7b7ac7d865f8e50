using System.Xml.Linq;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Samples.Tests.Rules;

public sealed class RulesSampleTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string Program = "Rules.dll";

    [Fact]
    public async Task It_prints_the_matrix_its_warnings_and_a_strict_one()
    {
        var result = await SampleProcess.RunAsync(Program);

        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
        var lines = result.Output.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        lines[0].Should().StartWith("| incoming ↓ concurrent → | `address-changed` | `comment-added` |");
        lines.Should().Contain(
        [
            "  - = `price-changed`: declared to conflict when both have the same key (`ShopRules.cs`)",
            "  - ? `discontinued`: declared to conflict when a predicate says so (`ShopRules.cs`)",
            "  - M `stock-changed`: declared to be merged (`ShopRules.cs`)",
            "  - ✗ `address-changed`, `customer-deleted`: declared to conflict (`ShopRules.cs`)",
            "  - ✓ any type: declared never to conflict (`ShopRules.cs`)",
            "  - AtMost(events: 50) (`ShopRules.cs`)",
            "  - every pair has to be declared (`ShopRules.cs`)",
        ]);
        lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line.Split(':')[0][2..]).Should().Contain(Enum.GetNames<RegistryWarningKind>());
    }

    [Fact]
    public async Task It_writes_the_page()
    {
        var path = folder.File("matrix.html");

        var result = await SampleProcess.RunAsync(Program, "--html", path);

        result.ExitCode.Should().Be(0);
        result.Output.TrimEnd().Should().EndWith($"The page: {path}");
        XDocument.Load(path).Descendants("td").Should().NotBeEmpty();
    }

    [Fact]
    public async Task Other_arguments_are_an_error() => (await SampleProcess.RunAsync(Program, "--html")).ShouldHaveFailedWith("Usage: Rules [--html <file>]");

    [Fact]
    public async Task A_page_that_cannot_be_written_is_an_error()
    {
        var result = await SampleProcess.RunAsync(Program, "--html", Path.Combine(folder.File("no-such-folder"), "matrix.html"));

        result.ExitCode.Should().Be(2);
        result.Error.Should().StartWith("The page can't be written: ").And.NotContain("   at ");
    }

    [Fact]
    public void It_shows_every_verb_there_is()
    {
        var code = Repository.Read("samples/Rules/ShopRules.cs");
        var verbs = new[] { typeof(ConflictRegistryBuilder), typeof(TypeRules<>), typeof(IncomingRules<>), typeof(PairRule<,>), typeof(CompatiblePair<>), typeof(NamedTypeRules), typeof(NamedPairRule) }
            .SelectMany(type => type.GetMethods()).Where(method => method.DeclaringType != typeof(object)).Select(method => method.Name).Distinct(StringComparer.Ordinal);

        verbs.Where(verb => !code.Contains($".{verb}(", StringComparison.Ordinal) && !code.Contains($".{verb}<", StringComparison.Ordinal)).Should().BeEmpty();
    }
}
