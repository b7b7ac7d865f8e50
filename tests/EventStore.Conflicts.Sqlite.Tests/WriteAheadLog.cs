using System.Buffers.Binary;

namespace EventStore.Conflicts.Sqlite.Tests;

/// <summary>The <c>-wal</c> file, read as its format says and without SQLite.</summary>
internal static class WriteAheadLog
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    /// <summary>How many commits it holds since it was begun: frames that carry the size of the database end one.</summary>
    internal static int CountCommits(string database)
    {
        using var file = new FileStream(database + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderBytes];
        file.ReadExactly(header);
        var pageBytes = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        var salt = header[16..24];
        var commits = 0;
        Span<byte> frame = stackalloc byte[FrameHeaderBytes];
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length && frame[8..16].SequenceEqual(salt))
        {
            commits += BinaryPrimitives.ReadInt32BigEndian(frame[4..]) == 0 ? 0 : 1;
            file.Seek(pageBytes, SeekOrigin.Current);
        }

        return commits;
    }
}
