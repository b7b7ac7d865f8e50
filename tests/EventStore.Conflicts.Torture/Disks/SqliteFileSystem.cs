using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventStore.Conflicts.Torture.Disks;

/// <summary>
/// A <c>sqlite3_vfs</c> that is the system's own but for a few calls, which ask an <see cref="IDisk"/> first. A file stays the system's as well; only its table of methods is
/// another one, with four of them replaced.
/// </summary>
internal static unsafe partial class SqliteFileSystem
{
    private const string Library = "e_sqlite3";

    private static readonly ConcurrentDictionary<nint, (string Path, IDisk Disk, nint Methods)> Files = [];
    private static readonly ConcurrentDictionary<nint, nint> Tables = [];
    private static SqliteVfs* system;

    /// <summary>Makes it the one that SQLite uses where nobody asks for another.</summary>
    internal static void Install()
    {
        SQLitePCL.Batteries_V2.Init();
        system = Find(null);
        var own = (SqliteVfs*)NativeMemory.Alloc((nuint)sizeof(SqliteVfs)); // for as long as the process lives, as SQLite wants it
        *own = *system;
        own->Next = null;
        own->Name = (byte*)Marshal.StringToCoTaskMemUTF8("watched");
        own->Open = &Open;
        own->Delete = &Delete;
        if (Register(own, 1) is not 0 and var error)
        {
            throw new InvalidOperationException($"SQLite refuses another file system: {error}.");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(SqliteVfs* self, byte* name, SqliteFile* file, int flags, int* outFlags)
    {
        var path = Marshal.PtrToStringUTF8((nint)name);
        var disk = path is null ? null : FaultyDisk.Of(path);
        if (disk is null)
        {
            return system->Open(system, name, file, flags, outFlags);
        }

        file->Methods = null;
        var call = new DiskCall(DiskOperation.Open, path!);
        var result = disk.Before(call);
        result = result == 0 ? system->Open(system, name, file, flags, outFlags) : result;
        if (result == 0)
        {
            Files[(nint)file] = (path!, disk, (nint)file->Methods);
            file->Methods = (SqliteFileMethods*)Tables.GetOrAdd((nint)file->Methods, Watched);
            disk.After(call);
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(SqliteVfs* self, byte* name, int syncFolder)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        var disk = FaultyDisk.Of(path);
        var call = new DiskCall(DiskOperation.Delete, path);
        var result = disk?.Before(call) ?? 0;
        result = result == 0 ? system->Delete(system, name, syncFolder) : result;
        if (result == 0)
        {
            disk?.After(call);
        }

        return result;
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_vfs_find")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SqliteVfs* Find(byte* name);

    [LibraryImport(Library, EntryPoint = "sqlite3_vfs_register")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Register(SqliteVfs* vfs, int isDefault);
}
