namespace EventStore.Conflicts.Torture.Places;

/// <summary>The handles of this process, as far as the system tells.</summary>
internal static class Handles
{
    private const string Folder = "/proc/self/fd";

    internal static int Count => OperatingSystem.IsLinux() ? Directory.GetFiles(Folder).Length : 0;

    /// <summary>What is open below a folder.</summary>
    internal static IReadOnlyList<string> Below(string folder) => OperatingSystem.IsLinux()
        ? [.. Directory.GetFiles(Folder).Select(handle => new FileInfo(handle).LinkTarget ?? "").Where(target => target.StartsWith(folder, StringComparison.Ordinal))]
        : [];
}
