using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Samples.Tests.Rules;

/// <summary>The matrix that the README shows is the one of its example.</summary>
public sealed class ReadmeMatrixTests
{
    private const string File = "Program.cs";

    [Fact]
    public void It_is_what_the_registry_says()
    {
        var rules = new ConflictRegistryBuilder();
        rules.For("meeting-note-added", 1, File).NeverConflicts(1, File);
        rules.For("client-value-upgraded", 2, File).ConflictsWithItself(2, File);
        var types = new EventTypeMapBuilder().Map<ClientRegistered>("client-registered").Build();

        var section = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ReplaceLineEndings("\n")
            .Split("## Looking at the rules\n")[1];

        section.Split("```markdown\n")[1].Split("```")[0].Should().Be(rules.Build(types).ToMarkdown());
    }

    private sealed record ClientRegistered;
}
