using Bank;
using EventStore.Conflicts.Rules;

namespace EventStore.Conflicts.Testing.Tests.Documentation;

/// <summary>What docs/testing.md tells of rules that don't fit is what happens.</summary>
public sealed class TestingPageTests
{
    [Fact]
    public void It_shows_the_story_of_two_withdrawals()
    {
        var loose = new ConflictRegistryBuilder();
        loose.For<Deposited>().NeverConflicts();
        loose.For<Withdrawn>().NeverConflicts();
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "testing.md")).ReplaceLineEndings("\n");

        var story = AccountRulesTests.Model.Invoking(model => model.Check(loose.Build(AccountRulesTests.Types)).Verify())
            .Should().Throw<CompatibilityException>().Which.Message;

        story.ReplaceLineEndings("\n").Should().Contain(page.Split("```text\n")[1].Split("```")[0]);
    }
}
