using System.Text.RegularExpressions;

namespace EventStore.Conflicts.Samples.Tests.Quickstart;

/// <summary>The code that the README shows is the code of the Quickstart, which compiles and runs.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Read("README.md");
    private static readonly string Program = Read("Quickstart.Program.cs");

    [Fact]
    public void The_example_is_the_Quickstarts_own_code()
    {
        var section = Readme.Split("## Fifteen lines\n")[1].Split("\nBoth opened version 1")[0];
        var blocks = Regex.Matches(section, "```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(block => block.Groups["code"].Value).ToArray();

        blocks.Should().HaveCount(2);
        blocks.Should().AllSatisfy(block => Program.Should().Contain(block));
    }

    [Fact]
    public void The_commands_name_what_is_there() =>
        Readme.Should().Contain("dotnet run -c Release --project samples/Quickstart\n").And.Contain("\ndotnet test\n");

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)).ReplaceLineEndings("\n");
}
