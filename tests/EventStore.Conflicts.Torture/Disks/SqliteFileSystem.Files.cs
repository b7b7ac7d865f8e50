using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventStore.Conflicts.Torture.Disks;

/// <content>What is done to a file that is open.</content>
internal static unsafe partial class SqliteFileSystem
{
    // Without version 3 SQLite never maps a file in memory, and so writes every page by a call.
    private const int WithoutMaps = 2;

    /// <summary>The system's methods, but for those that are looked at. Kept for ever, one for each way in which the system locks files.</summary>
    private static nint Watched(nint methods)
    {
        var table = (SqliteFileMethods*)NativeMemory.Alloc((nuint)sizeof(SqliteFileMethods));
        *table = *(SqliteFileMethods*)methods;
        table->Version = Math.Min(table->Version, WithoutMaps);
        table->Close = &Close;
        table->Write = &Write;
        table->Truncate = &Truncate;
        table->Sync = &Sync;
        return (nint)table;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(SqliteFile* file)
    {
        _ = Files.TryRemove((nint)file, out var known);
        file->Methods = (SqliteFileMethods*)known.Methods;
        return file->Methods->Close(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(SqliteFile* file, byte* data, int length, long offset)
    {
        var (path, disk, methods) = Files[(nint)file];
        var call = new DiskCall(DiskOperation.Write, path, offset, new ReadOnlySpan<byte>(data, length));
        return disk.Before(call) is not 0 and var error ? error : Done(disk, call, ((SqliteFileMethods*)methods)->Write(file, data, length, offset));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(SqliteFile* file, long length)
    {
        var (path, disk, methods) = Files[(nint)file];
        var call = new DiskCall(DiskOperation.Truncate, path, length);
        return disk.Before(call) is not 0 and var error ? error : Done(disk, call, ((SqliteFileMethods*)methods)->Truncate(file, length));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(SqliteFile* file, int flags)
    {
        var (path, disk, methods) = Files[(nint)file];
        var call = new DiskCall(DiskOperation.Sync, path);
        return disk.Before(call) is not 0 and var error ? error : Done(disk, call, ((SqliteFileMethods*)methods)->Sync(file, flags));
    }

    private static int Done(IDisk disk, in DiskCall call, int result)
    {
        if (result == 0)
        {
            disk.After(call);
        }

        return result;
    }
}
