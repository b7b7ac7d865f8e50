using System.IO.Compression;
using System.Text;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>
/// An invented log, small enough to count by hand. The comments keep the count: the version of the case after the row, and the version held.
/// </summary>
internal static class SmallLog
{
    internal const string Header = "time,case,activity,lifecycle,resource\n";

    internal const string Rows =
        // Case 1. A COMPLETE that nobody started is appended at the head and is no work item.
        // 1: version 1
        "2020-01-01T08:00:00.000Z,1,A_SUBMITTED,COMPLETE,web\n"
        // 1: version 2, held
        + "2020-01-01T08:01:00.000Z,1,W_Één beoordeling,START,anna\n"
        // 2: version 1
        + "2020-01-01T08:02:00.000Z,2,A_SUBMITTED,COMPLETE,web\n"
        // 1: version 3
        + "2020-01-01T08:03:00.000Z,1,A_ACCEPTED,COMPLETE,bert\n"
        // 1: version 4
        + "2020-01-01T08:04:00.000Z,1,O_SENT,COMPLETE,bert\n"
        // 1: version 5
        + "2020-01-01T08:05:00.000Z,1,O_SENT,COMPLETE,bert\n"
        // 1: version 6; held 2 < 5: stale, past A_ACCEPTED and O_SENT
        + "2020-01-01T08:06:00.000Z,1,W_Één beoordeling,COMPLETE,anna\n"
        // Case 2. Saved on the version that was held: completed, not stale.
        // 2: version 2, held
        + "2020-01-01T08:07:00.000Z,2,W_Bellen,START,anna\n"
        // 2: version 3; fresh
        + "2020-01-01T08:08:00.000Z,2,W_Bellen,COMPLETE,anna\n"
        // A second START takes the place of the first.
        // 2: version 4, held
        + "2020-01-01T08:09:00.000Z,2,W_Bellen,START,anna\n"
        // 2: version 5
        + "2020-01-01T08:10:00.000Z,2,O_SENT,COMPLETE,bert\n"
        // 2: version 6, held
        + "2020-01-01T08:11:00.000Z,2,W_Bellen,START,anna\n"
        // 2: version 7; fresh
        + "2020-01-01T08:12:00.000Z,2,W_Bellen,COMPLETE,anna\n"
        // Case 1 again: closed while somebody works on it, and saved twice.
        // 1: version 7, held
        + "2020-01-01T08:13:00.000Z,1,W_Bellen,START,anna\n"
        // 1: version 8
        + "2020-01-01T08:14:00.000Z,1,A_DECLINED,COMPLETE,bert\n"
        // 1: version 9
        + "2020-01-01T08:15:00.000Z,1,O_SENT,COMPLETE,bert\n"
        // 1: version 10; held 7 < 9: stale, past A_DECLINED and O_SENT
        + "2020-01-01T08:16:00.000Z,1,W_Bellen,COMPLETE,anna\n"
        // 1: version 11; nothing is open any more
        + "2020-01-01T08:17:00.000Z,1,W_Bellen,COMPLETE,anna\n"
        // A case with a comma, two work items at once, and a resource of two lines with quotes.
        // 3: version 1, held for W_Bellen
        + "2020-01-01T08:18:00.000Z,\"3, spoed\",W_Bellen,START,anna\n"
        // 3: version 2, held for W_Nakijken
        + "2020-01-01T08:19:00.000Z,\"3, spoed\",W_Nakijken,START,\"bert \"\"de\n tweede\"\"\"\n"
        // 3: version 3; held 1 < 2: stale, past W_Nakijken/START
        + "2020-01-01T08:20:00.000Z,\"3, spoed\",W_Bellen,COMPLETE,anna\n"
        // 3: version 4; held 2 < 3: stale, past W_Bellen/COMPLETE
        + "2020-01-01T08:21:00.000Z,\"3, spoed\",W_Nakijken,COMPLETE,bert\n"
        // 3: version 5; no resource, no line break
        + "2020-01-01T08:22:00.000Z,\"3, spoed\",W_Nakijken,SCHEDULE,";

    internal const int Events = 23;
    internal const int Streams = 3;
    internal const int Completed = 6;
    internal const int Stale = 4;

    internal const string Text = Header + Rows;

    internal static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
