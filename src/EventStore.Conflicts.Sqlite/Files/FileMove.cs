using System.Runtime.InteropServices;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// A move that never takes another file's place. On Unix <see cref="File.Move(string, string, bool)"/> looks first and renames then, and of two that looked at
/// once the second replaces what the first put there; Linux can do both in one step.
/// </summary>
internal static class FileMove
{
    private const int CurrentFolder = -100;
    private const uint NoReplace = 1;
    private const int AlreadyExists = 17;

    /// <summary>Gives <paramref name="source"/> the name <paramref name="target"/>.</summary>
    /// <exception cref="IOException">There is a file of that name, or it cannot be moved.</exception>
    internal static void WithoutReplacing(string source, string target)
    {
        if (OperatingSystem.IsLinux() && TryRename(source, target))
        {
            return;
        }

        File.Move(source, target, overwrite: false);
    }

    // False where this kernel, C library or file system cannot; whatever else is wrong, the ordinary move says better.
    private static bool TryRename(string source, string target)
    {
        try
        {
            if (RenameAt2(CurrentFolder, source, CurrentFolder, target, NoReplace) == 0)
            {
                return true;
            }

            return Marshal.GetLastPInvokeError() == AlreadyExists ? throw new IOException($"'{target}' exists already.") : false;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "renameat2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int RenameAt2(
        int sourceFolder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string source,
        int targetFolder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string target,
        uint flags);
}
