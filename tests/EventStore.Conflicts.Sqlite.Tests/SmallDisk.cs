using System.ComponentModel;
using System.Diagnostics;

namespace EventStore.Conflicts.Sqlite.Tests;

/// <summary>A folder on a file system of its own that is soon full, where the system and the user's rights allow one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    /// <summary>Null where there cannot be one.</summary>
    internal static SmallDisk? TryMount(string folder, int kibibytes) =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", folder)
            ? new SmallDisk(folder)
            : null;

    internal void Resize(int kibibytes) => Remount($"size={kibibytes}k");

    /// <summary>Nothing may have a file on it open for writing.</summary>
    internal void MakeReadOnly() => Remount("ro");

    internal void MakeWritable() => Remount("rw");

    public void Dispose() => Run("umount", folder);

    private void Remount(string option)
    {
        if (!Run("mount", "-o", $"remount,{option}", folder))
        {
            throw new InvalidOperationException($"'{folder}' cannot be mounted again with {option}.");
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
