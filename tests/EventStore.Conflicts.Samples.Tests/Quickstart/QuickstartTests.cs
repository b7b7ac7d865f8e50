namespace EventStore.Conflicts.Samples.Tests.Quickstart;

public sealed class QuickstartTests
{
    private const string Program = "Quickstart.dll";

    [Fact]
    public async Task It_tells_what_each_one_tried_and_what_the_store_decided_and_why()
    {
        var result = await SampleProcess.RunAsync(Program);

        result.ExitCode.Should().Be(0);
        result.Error.Should().BeEmpty();
        var story = result.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        story[0].Should().StartWith("The store: ");
        story[1..].Should().Equal(
            "Joe raises the client's value while Harry, who also opened version 1, adds a meeting note.",
            "Joe tries to raise the value from 100 to 150.",
            "Appended as version 2: nobody came between.",
            "Harry tries to add a meeting note.",
            "Admitted as version 3: stale, but nothing in version 2 conflicts with it.",
            "Then both open version 3 and raise the value at the same time.",
            "Joe tries to raise the value from 150 to 200.",
            "Appended as version 4: nobody came between.",
            "Harry tries to raise the value from 150 to 180.",
            "Refused:",
            "Stream 'client-42' was expected at version 3, but is at version 4, and what was committed meanwhile conflicts with this append:",
            "- 'client-value-upgraded' (incoming #0) with 'client-value-upgraded' (version 4): declared to conflict at "
            + $"Program.cs:{LineOf("ConflictsWithItself()")}",
            "Harry tries to raise the value from 200 to 230, having read what he missed.",
            "Appended as version 5: nobody came between.",
            "What the store holds:",
            "1  client-registered      decided at version 0  ClientRegistered { Name = Acme }",
            "2  client-value-upgraded  decided at version 1  ClientValueUpgraded { From = 100, To = 150 }",
            "3  meeting-note-added     decided at version 1  MeetingNoteAdded { Author = Harry, Note = They want to grow. }",
            "4  client-value-upgraded  decided at version 3  ClientValueUpgraded { From = 150, To = 200 }",
            "5  client-value-upgraded  decided at version 4  ClientValueUpgraded { From = 200, To = 230 }");
    }

    [Fact]
    public async Task It_leaves_nothing_in_the_temporary_folder()
    {
        var result = await SampleProcess.RunAsync(Program);

        var path = result.Output.Split('\n')[0]["The store: ".Length..].Split(" (deleted")[0];
        Path.IsPathFullyQualified(path).Should().BeTrue();
        Directory.Exists(Path.GetDirectoryName(path)).Should().BeFalse();
    }

    private static int LineOf(string code) =>
        Array.FindIndex(Repository.Read("samples/Quickstart/Program.cs").Split('\n'), line => line.Contains(code)) + 1;
}
