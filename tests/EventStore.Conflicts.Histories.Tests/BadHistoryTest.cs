namespace EventStore.Conflicts.Histories.Tests;

/// <summary>Each broken promise is found in the smallest history that breaks it, and nothing else is.</summary>
public abstract class BadHistoryTest
{
    private protected Past Past { get; } = new();

    /// <summary>One promise is broken, and this is it.</summary>
    private protected Violation Finds(ViolationKind kind)
    {
        var violations = Past.Violations;
        violations.Should().ContainSingle("of {0}", string.Join(Environment.NewLine, violations)).Which.Kind.Should().Be(kind);
        return violations[0];
    }
}
