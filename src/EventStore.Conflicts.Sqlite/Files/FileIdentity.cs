using System.Runtime.InteropServices;

namespace EventStore.Conflicts.Sqlite;

/// <summary>
/// Which file a path leads to, of what kind, and by how many names: what .NET doesn't tell. Known on Linux; elsewhere it is null, and what depends on it isn't checked.
/// </summary>
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Node, uint Links, bool IsRegular)
{
    private const int CurrentFolder = -100;
    private const uint LinksTypeAndNode = 0x1 | 0x4 | 0x100;
    private const int TypeBits = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>The file at <paramref name="path"/>; null where there is none, or the system doesn't tell.</summary>
    internal static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        // The kernel's struct statx: the same layout on every architecture.
        Span<byte> status = stackalloc byte[256];
        try
        {
            return Statx(CurrentFolder, path, 0, LinksTypeAndNode, ref MemoryMarshal.GetReference(status)) != 0
                ? null
                : new FileIdentity(
                    MemoryMarshal.Read<uint>(status[136..]),
                    MemoryMarshal.Read<uint>(status[140..]),
                    MemoryMarshal.Read<ulong>(status[32..]),
                    MemoryMarshal.Read<uint>(status[16..]),
                    (MemoryMarshal.Read<ushort>(status[28..]) & TypeBits) == Regular);
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>True where both are the same file, by whatever names.</summary>
    internal bool IsSameFile(FileIdentity other) => this with { Links = 0 } == other with { Links = 0 };

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref byte status);
}
