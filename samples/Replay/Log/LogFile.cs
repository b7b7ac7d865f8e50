using System.Globalization;
using System.IO.Compression;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>
/// An event log: CSV, plain or gzip. It is read twice and never held in memory: once to check every row and to learn the event types, which the globs of
/// the rules need before the registry can be built, and once to replay it.
/// </summary>
internal sealed class LogFile(string path)
{
    private const string Header = "time,case,activity,lifecycle,resource";

    /// <summary>The names of the columns, in their order.</summary>
    internal static readonly string[] Columns = Header.Split(',');

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK"];

    /// <summary>The first pass: checks every row.</summary>
    /// <exception cref="ReplayException">The file can't be read, or a row is malformed.</exception>
    internal LogScan Scan(CancellationToken cancellationToken)
    {
        var events = 0L;
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in ReadRows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            events++;
            types.Add(row.Type);
        }

        return new LogScan(events, types);
    }

    /// <summary>The rows in file order.</summary>
    /// <exception cref="ReplayException">The file can't be read, or a row is malformed.</exception>
    internal IEnumerable<LogRow> ReadRows()
    {
        using var stream = Open();
        var csv = new CsvReader(stream, path);
        RefuseOtherHeader(csv, csv.ReadRow());
        while (csv.ReadRow() is { } fields)
        {
            yield return ToRow(csv, fields);
        }
    }

    private Stream Open()
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new ReplayException($"{path} is a directory; --log needs a file.");
            }

            var file = File.OpenRead(path);
            if (!file.CanSeek)
            {
                file.Dispose();
                throw new ReplayException($"{path} is not a regular file; the log is read twice, so it can't come from a pipe.");
            }

            // By what the file holds, not by how it is named.
            var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ReplayException($"The log can't be opened: {ReplayException.Reason(problem)}", problem);
        }
    }

    private void RefuseOtherHeader(CsvReader csv, List<string>? fields)
    {
        if (fields is null)
        {
            throw csv.Malformed($"the file is empty; it needs the header '{Header}'.");
        }

        if (!fields.SequenceEqual(Columns, StringComparer.Ordinal))
        {
            var hint = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? " The file is named .gz; if that was meant, it is not gzip." : string.Empty;
            throw csv.Malformed($"the header must be '{Header}', and it is {Excerpt.Quote(string.Join(',', fields))}.{hint}");
        }
    }

    private static LogRow ToRow(CsvReader csv, List<string> fields)
    {
        if (fields.Count != Columns.Length)
        {
            throw csv.Malformed(fields is [""]
                ? "the line is empty."
                : $"{fields.Count} {(fields.Count == 1 ? "column" : "columns")} where {Columns.Length} are needed ({Header}).");
        }

        if (fields.FindIndex(0, 4, field => field.Length == 0) is >= 0 and var empty)
        {
            throw csv.Malformed($"the {Columns[empty]} is empty.");
        }

        var (time, activity, lifecycle) = (fields[0], fields[2], fields[3]);
        if (!DateTimeOffset.TryParseExact(time, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
        {
            throw csv.Malformed($"the time {Excerpt.Quote(time)} is not one like 2011-09-30T22:38:44.546Z.");
        }

        try
        {
            var type = $"{activity}/{lifecycle}";
            EventTypes.Check(type);
            return new LogRow(new StreamId(fields[1]), activity, type, lifecycle, time, fields[4]);
        }
        catch (ArgumentException problem)
        {
            throw csv.Malformed(ReplayException.Reason(problem));
        }
    }
}
