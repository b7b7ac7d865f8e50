using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Samples.Tests.Documentation;

public sealed class MatrixTests
{
    private const string File = "Program.cs";

    [Fact]
    public void The_matrix_that_is_shown_is_that_of_the_README_s_example()
    {
        var rules = new ConflictRegistryBuilder();
        rules.For("meeting-note-added", 1, File).NeverConflicts(1, File);
        rules.For("client-value-upgraded", 2, File).ConflictsWithItself(2, File);
        var types = new EventTypeMapBuilder().Map<ClientRegistered>("client-registered").Build();

        Page.Blocks("docs/rules.md", "markdown").Should().ContainSingle().Which.Should().Be(rules.Build(types).ToMarkdown());
    }

    private sealed record ClientRegistered;
}
