using System.Diagnostics;
using EventStore.Conflicts.Torture.Places;

namespace EventStore.Conflicts.Torture.Soaking;

/// <summary>What is held at a moment.</summary>
/// <param name="Managed">Bytes that are alive after a full collection.</param>
/// <param name="Resident">Bytes of the process that are in memory, SQLite's own among them.</param>
/// <param name="Handles">Open files and sockets of the process.</param>
/// <param name="Log">Bytes of the write-ahead log.</param>
/// <param name="MostLog">How many it may have.</param>
internal readonly record struct SoakSample(long Managed, long Resident, int Handles, long Log, long MostLog)
{
    internal static SoakSample Take(Place place)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return new SoakSample(GC.GetTotalMemory(forceFullCollection: false), process.WorkingSet64, Places.Handles.Count, place.LogBytes, place.MostLogBytes);
    }
}
