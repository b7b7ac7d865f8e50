namespace EventStore.Conflicts.Samples.Tests;

/// <summary>How a sample ended, and what it wrote.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Error)
{
    /// <summary>It ended with an error for the user: one that says this, with nothing on standard output and no stack trace.</summary>
    internal void ShouldHaveFailedWith(params string[] words)
    {
        ExitCode.Should().Be(2, "standard error was: {0}", Error);
        Output.Should().BeEmpty();
        Error.Should().ContainAll(words).And.NotContain("   at ").And.NotContain("Exception");
    }
}
