using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace EventStore.Conflicts.Torture.Disks;

/// <summary>
/// Puts an <see cref="IDisk"/> between SQLite and the files of a folder, in this process and from now on. The product knows nothing of it: SQLite's own way to the system is replaced by
/// one that hands everything on, once it was looked at.
/// </summary>
internal static class FaultyDisk
{
    private static readonly ConcurrentDictionary<string, IDisk> Disks = new(StringComparer.Ordinal);
    private static readonly Lazy<bool> Installed = new(() =>
    {
        SqliteFileSystem.Install();
        return true;
    });

    /// <summary>Everything that is opened in the folder from now on is on this disk, until what is returned is disposed; what is open then stays on it.</summary>
    internal static IDisposable Use(string folder, IDisk disk)
    {
        _ = Installed.Value;
        return Disks.TryAdd(folder, disk) ? new Registration(folder) : throw new InvalidOperationException($"'{folder}' is on a disk already.");
    }

    /// <summary>The disk a file is on; null where nobody asked for one.</summary>
    internal static IDisk? Of(string path) => Path.GetDirectoryName(path) is { } folder ? Disks.GetValueOrDefault(folder) : null;

    private sealed class Registration(string folder) : IDisposable
    {
        public void Dispose() => Disks.TryRemove(folder, out _);
    }
}
