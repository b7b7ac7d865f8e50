using System.Runtime.InteropServices;

namespace EventStore.Conflicts.Torture.Disks;

/// <summary>SQLite's <c>sqlite3_vfs</c>: how it reaches the system. Only what is used has a type; the rest is handed on as it is.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteVfs
{
    internal int Version;
    internal int FileSize;
    internal int MaxPath;
    internal SqliteVfs* Next;
    internal byte* Name;
    internal nint Data;
    internal delegate* unmanaged[Cdecl]<SqliteVfs*, byte*, SqliteFile*, int, int*, int> Open;
    internal delegate* unmanaged[Cdecl]<SqliteVfs*, byte*, int, int> Delete;
    internal nint Access;
    internal nint FullPathName;
    internal nint LibraryOpen;
    internal nint LibraryError;
    internal nint LibrarySymbol;
    internal nint LibraryClose;
    internal nint Randomness;
    internal nint Sleep;
    internal nint CurrentTime;
    internal nint LastError;
    internal nint CurrentTimeInt64;
    internal nint SetSystemCall;
    internal nint GetSystemCall;
    internal nint NextSystemCall;
}

/// <summary>SQLite's <c>sqlite3_file</c>: an open file, of which everybody but its own methods knows only where these are.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteFile
{
    internal SqliteFileMethods* Methods;
}

/// <summary>SQLite's <c>sqlite3_io_methods</c>, up to version 2.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SqliteFileMethods
{
    internal int Version;
    internal delegate* unmanaged[Cdecl]<SqliteFile*, int> Close;
    internal nint Read;
    internal delegate* unmanaged[Cdecl]<SqliteFile*, byte*, int, long, int> Write;
    internal delegate* unmanaged[Cdecl]<SqliteFile*, long, int> Truncate;
    internal delegate* unmanaged[Cdecl]<SqliteFile*, int, int> Sync;
    internal nint Size;
    internal nint Lock;
    internal nint Unlock;
    internal nint CheckReservedLock;
    internal nint FileControl;
    internal nint SectorSize;
    internal nint DeviceCharacteristics;
    internal nint SharedMemoryMap;
    internal nint SharedMemoryLock;
    internal nint SharedMemoryBarrier;
    internal nint SharedMemoryUnmap;
}
