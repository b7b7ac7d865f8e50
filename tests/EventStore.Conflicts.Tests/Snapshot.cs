using EventStore.Conflicts.Tests.House;

namespace EventStore.Conflicts.Tests;

/// <summary>Texts that were looked at and approved: files beside the tests.</summary>
internal static class Snapshot
{
    /// <summary>Fails where <paramref name="text"/> is not the approved one, and writes it beside that.</summary>
    /// <param name="text">What a test made.</param>
    /// <param name="folder">The folder, from this project's.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="extension">Its extension.</param>
    internal static void ShouldBeApproved(this string text, string folder, string name, string extension)
    {
        var path = Path.Combine(Path.GetDirectoryName(Packages.SourceFolder)!, "tests", "EventStore.Conflicts.Tests", folder);
        var (approved, received) = (Path.Combine(path, $"{name}.approved.{extension}"), Path.Combine(path, $"{name}.received.{extension}"));
        if (File.Exists(approved) && string.Equals(File.ReadAllText(approved).ReplaceLineEndings("\n"), text, StringComparison.Ordinal))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail(
            $"The text is not the approved one: compare {Path.GetFileName(received)} with {Path.GetFileName(approved)} in {folder}; "
            + "if the change is meant, replace the latter by the former and commit it.");
    }
}
