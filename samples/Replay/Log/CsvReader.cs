using System.Text;

namespace EventStore.Conflicts.Samples.Replay;

/// <summary>
/// Reads comma-separated rows (RFC 4180: quoted fields may hold commas, line breaks and doubled quotes), one at a time. Works on bytes, so that text
/// that isn't UTF-8 is reported with its line.
/// </summary>
internal sealed class CsvReader(Stream stream, string name)
{
    // A quote that is never closed would otherwise take the whole rest of the file for one field.
    private const int MaxRowBytes = 1 << 20;
    private const int EndOfFile = -1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly List<byte> field = [];
    private int position;
    private int length;
    private long nextLine = 1;
    private int rowBytes;

    /// <summary>The line on which the last row begins, from 1.</summary>
    internal long Line { get; private set; } = 1;

    /// <summary>The fields of the next row; null at the end of the file.</summary>
    internal List<string>? ReadRow()
    {
        Line = nextLine;
        rowBytes = 0;
        if (Line == 1)
        {
            SkipByteOrderMark();
        }

        if (Peek() == EndOfFile)
        {
            return null;
        }

        List<string> fields = [];
        int end;
        do
        {
            end = ReadField();
            fields.Add(FieldText(fields.Count + 1));
        }
        while (end == ',');
        return fields;
    }

    /// <summary>An error about the last row.</summary>
    internal ReplayException Malformed(string problem) => new($"{name}, line {Line}: {problem}");

    /// <summary>Reads one field into <see cref="field"/> and returns what ended it: a comma, a line feed or the end of the file.</summary>
    private int ReadField()
    {
        field.Clear();
        if (Peek() == '"')
        {
            Next();
            return ReadQuoted();
        }

        while (true)
        {
            switch (Next())
            {
                case '"':
                    throw Malformed("a quote stands in a field that isn't quoted; put the field in quotes and double those inside.");
                case '\n' when field.Count > 0 && field[^1] == '\r':
                    field.RemoveAt(field.Count - 1);
                    return '\n';
                case var end and (',' or '\n' or EndOfFile):
                    return end;
                case var other:
                    field.Add((byte)other);
                    break;
            }
        }
    }

    private int ReadQuoted()
    {
        while (true)
        {
            switch (Next())
            {
                case EndOfFile:
                    throw Malformed("a quoted field is not closed.");
                case '"' when Peek() == '"':
                    field.Add((byte)Next());
                    break;
                case '"':
                    return EndOfQuoted();
                case var other:
                    field.Add((byte)other);
                    break;
            }
        }
    }

    private int EndOfQuoted()
    {
        var end = Next();
        if (end == '\r' && Peek() == '\n')
        {
            end = Next();
        }

        return end is ',' or '\n' or EndOfFile ? end : throw Malformed("text stands between a closing quote and the next comma.");
    }

    private string FieldText(int number)
    {
        try
        {
            return StrictUtf8.GetString([.. field]);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed($"column {number} is not UTF-8 text.");
        }
    }

    private void SkipByteOrderMark()
    {
        if (Peek() == 0xEF && length >= 3 && buffer[1] == 0xBB && buffer[2] == 0xBF)
        {
            position = 3;
        }
    }

    private int Next()
    {
        var next = Peek();
        if (next == EndOfFile)
        {
            return EndOfFile;
        }

        position++;
        rowBytes++;
        if (rowBytes > MaxRowBytes)
        {
            throw Malformed($"the row is longer than {MaxRowBytes:N0} bytes; is a quote not closed?");
        }

        if (next == '\n')
        {
            nextLine++;
        }

        return next;
    }

    private int Peek()
    {
        if (position == length)
        {
            position = 0;
            length = Fill();
        }

        return position < length ? buffer[position] : EndOfFile;
    }

    private int Fill()
    {
        try
        {
            // As much as there is: three bytes of a byte order mark must not come in two reads.
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException problem)
        {
            throw new ReplayException($"{name}, after line {nextLine - 1}: the gzip data is cut short or damaged.", problem);
        }
    }
}
