namespace EventStore.Conflicts.Histories.Tests;

public sealed class HistoryFileTests
{
    private readonly Past past = new();

    [Fact]
    public void A_history_that_was_kept_is_the_same()
    {
        past.Append(NoStream, "note", "tag");
        past.Drop(past.EventOf(past.Batch("tag")));
        past.Read(past.Stored, Past.Stream);
        var file = Path.GetTempFileName();
        try
        {
            HistoryFile.Write(file, past.History);

            HistoryFile.Read(file).Should().BeEquivalentTo(past.History, options => options.ComparingByValue<StreamId>().ComparingByValue<ExpectedVersion>().ComparingByValue<GlobalPosition>());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
