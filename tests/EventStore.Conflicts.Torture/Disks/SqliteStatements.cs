using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventStore.Conflicts.Torture.Disks;

/// <summary>Tells which statements SQLite begins and ends, on every connection that this process opens from now on.</summary>
internal static unsafe partial class SqliteStatements
{
    private const string Library = "e_sqlite3";
    private const uint Begun = 1;
    private const uint Ended = 2;

    private static Action<string, bool>? told;

    /// <summary>From now on <paramref name="listener"/> is told the text of each statement, and whether it is over. It throws nothing.</summary>
    internal static void Listen(Action<string, bool> listener)
    {
        SQLitePCL.Batteries_V2.Init();
        told = listener;
        _ = AutoExtension(&Opened);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Opened(nint connection, nint error, nint calls) => Trace(connection, Begun | Ended, &Traced, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Traced(uint what, nint context, nint statement, nint detail)
    {
        told!(Marshal.PtrToStringUTF8(Sql(statement)) ?? "", what == Ended);
        return 0;
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_auto_extension")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AutoExtension(delegate* unmanaged[Cdecl]<nint, nint, nint, int> entry);

    [LibraryImport(Library, EntryPoint = "sqlite3_trace_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trace(nint connection, uint mask, delegate* unmanaged[Cdecl]<uint, nint, nint, nint, int> callback, nint context);

    [LibraryImport(Library, EntryPoint = "sqlite3_sql")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Sql(nint statement);
}
