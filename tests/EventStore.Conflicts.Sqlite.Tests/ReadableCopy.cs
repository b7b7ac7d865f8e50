namespace EventStore.Conflicts.Sqlite.Tests;

/// <summary>A copy of a folder that every user may read, wherever the original stands.</summary>
internal sealed class ReadableCopy : IDisposable
{
    private const UnixFileMode Readable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo copy = Directory.CreateTempSubdirectory("program-");

    internal ReadableCopy(string folder)
    {
        MakeReadable(copy.FullName);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.FullName, Path.GetRelativePath(folder, file));
            var parent = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            for (var each = parent; each.FullName.Length > copy.FullName.Length; each = each.Parent!)
            {
                MakeReadable(each.FullName);
            }

            File.Copy(file, target);
            MakeReadable(target);
        }
    }

    internal string Folder => copy.FullName;

    public void Dispose() => copy.Delete(recursive: true);

    private static void MakeReadable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Readable);
        }
    }
}
