using System.Text;

namespace EventStore.Conflicts.Samples.Tests.Replay;

/// <summary>A log that can't be replayed: which line, what is wrong, exit code 2, and no store was made.</summary>
public sealed class MalformedLogTests : ReplayTest
{
    private const string Good = "2020-01-01T08:00:00Z,1,A_SUBMITTED,COMPLETE,web\n";

    [Theory]
    [InlineData("2020-01-01T08:00:00Z,1,A_SUBMITTED,COMPLETE\n", "4 columns where 5")]
    [InlineData("2020-01-01T08:00:00Z,1,A_SUBMITTED,COMPLETE,web,more\n", "6 columns where 5")]
    [InlineData("only this\n", "1 column where 5")]
    [InlineData("\n", "the line is empty")]
    [InlineData(" \n", "1 column where 5")]
    [InlineData("yesterday,1,A_SUBMITTED,COMPLETE,web\n", "the time 'yesterday'")]
    [InlineData("2020-02-30T08:00:00Z,1,A_SUBMITTED,COMPLETE,web\n", "the time '2020-02-30T08:00:00Z'")]
    [InlineData("08:00,1,A_SUBMITTED,COMPLETE,web\n", "the time '08:00'")]
    [InlineData(",1,A_SUBMITTED,COMPLETE,web\n", "the time is empty")]
    [InlineData("2020-01-01T08:00:00Z,,A_SUBMITTED,COMPLETE,web\n", "the case is empty")]
    [InlineData("2020-01-01T08:00:00Z,1,,COMPLETE,web\n", "the activity is empty")]
    [InlineData("2020-01-01T08:00:00Z,1,A_SUBMITTED,,web\n", "the lifecycle is empty")]
    [InlineData("2020-01-01T08:00:00Z,1\u0007,A_SUBMITTED,COMPLETE,web\n", "control character U+0007")]
    [InlineData("2020-01-01T08:00:00Z,1,\"A\nB\",COMPLETE,web\n", "control character U+000A")]
    [InlineData("2020-01-01T08:00:00Z,1,A \"B\",COMPLETE,web\n", "a quote stands in a field that isn't quoted")]
    [InlineData("2020-01-01T08:00:00Z,1,\"A\"B,COMPLETE,web\n", "text stands between a closing quote and the next comma")]
    [InlineData("2020-01-01T08:00:00Z,1,\"A,COMPLETE,web\nand so on\n", "a quoted field is not closed")]
    public async Task A_malformed_row_is_named_with_its_line(string row, string problem)
    {
        var log = Folder.Write("log.csv", SmallLog.Header + Good + row + Good);

        var result = await ReplayAsync(log);

        result.ShouldHaveFailedWith("log.csv, line 3: ", problem);
        File.Exists(Store).Should().BeFalse();
    }

    [Fact]
    public async Task Lines_are_counted_as_an_editor_counts_them()
    {
        var log = Folder.Write("log.csv", SmallLog.Header + "2020-01-01T08:00:00Z,1,A,COMPLETE,\"two\nlines\"\r\n" + Good + "bad\n");

        (await ReplayAsync(log)).ShouldHaveFailedWith("line 5: ");
    }

    [Fact]
    public async Task A_case_too_long_for_a_stream_id_is_named_with_the_bound()
    {
        var log = Folder.Write("log.csv", SmallLog.Header + $"2020-01-01T08:00:00Z,{new string('x', 256)},A,COMPLETE,web\n");

        (await ReplayAsync(log)).ShouldHaveFailedWith("line 2: ", "256 UTF-8 bytes", "at most 255");
    }

    [Fact]
    public async Task An_activity_too_long_for_an_event_type_is_named_with_the_bound()
    {
        var log = Folder.Write("log.csv", SmallLog.Header + $"2020-01-01T08:00:00Z,1,{new string('x', 250)},COMPLETE,web\n");

        (await ReplayAsync(log)).ShouldHaveFailedWith("line 2: ", "at most 255");
    }

    [Fact]
    public async Task A_row_without_end_is_not_read_into_memory()
    {
        var log = Folder.Write("log.csv", SmallLog.Header + "\"" + new string('x', 2_000_000));

        (await ReplayAsync(log)).ShouldHaveFailedWith("line 2: ", "the row is longer than 1,048,576 bytes");
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_named_with_its_line()
    {
        var log = Folder.Write("log.csv", Encoding.Latin1.GetBytes(SmallLog.Header + Good + "2020-01-01T08:00:00Z,1,W_Één,COMPLETE,web\n"));

        (await ReplayAsync(log)).ShouldHaveFailedWith("line 3: ", "column 3 is not UTF-8 text");
    }

    [Theory]
    [InlineData("@\n")]
    [InlineData(SmallLog.Header + "@,1,A,COMPLETE,web\n")]
    [InlineData(SmallLog.Header + "2020-01-01T08:00:00Z,@,A,COMPLETE,web\n")]
    [InlineData(SmallLog.Header + "2020-01-01T08:00:00Z,1,@,COMPLETE,web\n")]
    public async Task What_an_error_quotes_is_short_and_printable(string text)
    {
        var field = "\"a\u001B[31m\n\r" + new string('x', 100_000) + "\"";

        var result = await ReplayAsync(Folder.Write("log.csv", text.Replace("@", field, StringComparison.Ordinal)));

        result.ShouldHaveFailedWith("'a\\u001B[31m\\u000A\\u000Dxxx", "…'");
        ShouldBeOneShortLine(result.Error);
    }

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("case,time,activity,lifecycle,resource\n", "line 1: the header must be 'time,case,activity,lifecycle,resource'")]
    [InlineData(Good, "line 1: the header must be")]
    public async Task A_log_without_the_header_is_refused(string text, string problem) =>
        (await ReplayAsync(Folder.Write("log.csv", text))).ShouldHaveFailedWith(problem);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(30)]
    [InlineData(90)]
    public async Task A_gzip_file_that_was_cut_short_is_refused(int percentMissing)
    {
        var whole = SmallLog.Gzip(SmallLog.Text);
        var log = Folder.Write("log.csv.gz", whole[..^Math.Max(1, whole.Length * percentMissing / 100)]);

        var result = await ReplayAsync(log);

        result.ShouldHaveFailedWith("log.csv.gz, after line ", "the gzip data is cut short or damaged");
        File.Exists(Store).Should().BeFalse();
    }

    [Fact]
    public async Task A_damaged_gzip_file_is_refused()
    {
        var damaged = SmallLog.Gzip(SmallLog.Text);
        damaged[^6] ^= 1;

        (await ReplayAsync(Folder.Write("log.csv.gz", damaged))).ShouldHaveFailedWith("the gzip data is cut short or damaged");
    }

    [Fact]
    public async Task A_file_named_gz_that_is_neither_gzip_nor_a_log_is_refused() =>
        (await ReplayAsync(Folder.Write("log.csv.gz", "something else\n"))).ShouldHaveFailedWith("line 1: ", "it is not gzip");

    [Fact]
    public async Task A_missing_log_is_named() =>
        (await ReplayAsync(Folder.File("missing.csv"))).ShouldHaveFailedWith("The log can't be opened", "missing.csv");

    [Fact]
    public async Task A_log_without_a_name_is_refused()
    {
        var result = await ReplayAsync(string.Empty);

        result.ShouldHaveFailedWith("The log can't be opened");
        result.Error.Should().NotContain("Parameter");
    }

    [Fact]
    public async Task A_directory_is_no_log() =>
        (await ReplayAsync(Path.GetTempPath())).ShouldHaveFailedWith("is a directory; --log needs a file");

    [Fact]
    public async Task With_json_an_error_leaves_standard_output_empty() =>
        (await ReplayAsync(Folder.File("missing.csv"), "--json")).ShouldHaveFailedWith("The log can't be opened");
}
