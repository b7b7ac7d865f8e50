namespace EventStore.Conflicts.Benchmarks.PostgreSql;

/// <summary>The benchmarks of PostgreSQL, compared block by block.</summary>
internal static class PostgreSqlRatios
{
    internal static void Run()
    {
        Comparison.PrintHead();
        Append();
        Together();
        Stale();
        Read();
        Growth();
    }

    private static void Append()
    {
        const int Block = 300;
        var append = new AppendPostgreSql();
        append.Open();
        if (append.FindPgBench() is { } pgbench)
        {
            Comparison.Print("one caller; pgbench, prepared statement", () => pgbench.Append(Block), () => Comparison.Time(append.Store, Block));
            Comparison.Print("the same statement by Npgsql; pgbench", () => pgbench.Append(Block), () => Comparison.Time(append.Statement, Block));
            pgbench.Delete();
        }

        Comparison.Print("one caller; a prepared statement", 50, append.Statement, append.Store);
        append.Close();
    }

    private static void Together()
    {
        var together = new AppendPostgreSqlTogether();
        together.Open();
        Comparison.Print("64 callers; the same in groups", 1, together.Grouped, together.Store);
        Comparison.Print("64 callers; a transaction each", 1, together.TransactionEach, together.Store);
        together.Close();
    }

    private static void Stale()
    {
        var stale = new AppendPostgreSqlStale();
        stale.Open();
        foreach (var behind in new[] { 1, 10, 100 })
        {
            Comparison.Print($"stale, {behind} behind; fresh", 50, () => Append(0), () => Append(behind));
        }

        stale.Close();

        Task Append(int behind)
        {
            stale.Behind = behind;
            return stale.Store();
        }
    }

    private static void Read()
    {
        var read = new ReadPostgreSql();
        read.Fill();
        Comparison.Print("read stream of 1,000; a bare reader", 10, read.StreamByReader, read.Stream);
        Comparison.Print("read all of 100,000; a bare reader", 1, read.AllByReader, read.All);
        read.Close();
    }

    private static void Growth()
    {
        var growth = new AppendPostgreSqlGrowth();
        growth.Fill();
        Comparison.Print("a grown store; an empty one", 50, growth.Empty, growth.Full);
        growth.Close();
    }
}
