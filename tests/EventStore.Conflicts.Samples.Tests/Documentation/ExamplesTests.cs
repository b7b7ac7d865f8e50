namespace EventStore.Conflicts.Samples.Tests.Documentation;

/// <summary>The code that the README and the pages under docs show is code of this repository, which compiles and runs.</summary>
public sealed class ExamplesTests
{
    /// <summary>The one library that is named and not used here.</summary>
    private const string OpenTelemetry = "AddOpenTelemetry()";

    private static readonly string[] Code =
        [.. Repository.Files("samples", "*.cs").Concat(Repository.Files("tests", "*.cs").Where(file => file.Contains("/Documentation/"))).Select(file => Unindented(Repository.Read(file)))];

    public static TheoryData<string> Pages => [.. Page.Files];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_example_is_code_of_a_sample_or_a_test(string page) =>
        Page.Blocks(page, "csharp").Where(block => !block.Contains(OpenTelemetry)).Select(Unindented)
            .Where(block => !Array.Exists(Code, file => file.Contains(block))).Should().BeEmpty();

    [Fact]
    public void Examples_are_found() => Page.Files.SelectMany(page => Page.Blocks(page, "csharp")).Should().HaveCountGreaterThan(15);

    [Fact]
    public void Every_program_that_a_command_runs_is_there() =>
        Page.Files.SelectMany(page => Page.Matches(Repository.Read(page), @"dotnet run [^\n`]*--project (?<found>[\w./]+)")).Should().AllSatisfy(project =>
            Repository.Files(project, "*.csproj").Should().ContainSingle());

    [Fact]
    public void The_README_begins_with_the_commands_for_a_newcomer() =>
        Page.Blocks(Page.Readme, "").Should().StartWith(["dotnet run -c Release --project samples/Quickstart\n", "dotnet test\n"]);

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));
}
