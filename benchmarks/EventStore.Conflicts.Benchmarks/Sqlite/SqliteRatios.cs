using EventStore.Conflicts.Sqlite;

namespace EventStore.Conflicts.Benchmarks.Sqlite;

/// <summary>The floor and the store of SQLite, compared block by block.</summary>
internal static class SqliteRatios
{
    internal static void Run()
    {
        Comparison.PrintHead();
        foreach (var events in new[] { 1, 10, 100 })
        {
            WithFolder(folder => Append(folder, events));
        }

        WithFolder(Together);
        WithFolder(folder => Stale(folder, behind: 10));
        WithFolder(folder => Stale(folder, behind: 100));
        WithFolder(Refused);
        WithFolder(Retries);
        Objects();
        WithFolder(Read);
    }

    private static void Append(TemporaryFolder folder, int events)
    {
        using var floor = Floor.Open(folder.File("floor.db"));
        using var store = Stores.Sqlite(folder.File("store.db"));
        var (version, expected) = (0L, ExpectedVersion.NoStream);
        Comparison.Print(
            $"one caller, {events} events",
            Math.Max(5, 50 / events),
            () => floor.Append("catalog-1", (version += events) - events, events),
            () => expected = Append(store, expected, events).Next);
    }

    private static void Together(TemporaryFolder folder)
    {
        using var floor = FloorWriter.Open(folder.File("floor.db"));
        using var store = Stores.Sqlite(folder.File("store.db"));
        var (atFloor, atStore) = (new Callers(64, 1_000), new Callers(64, 1_000));
        StreamId[] streams = [.. atStore.Names.Select(name => new StreamId(name))];
        Comparison.Print(
            $"64 callers, {Callers.Each} appends each",
            1,
            () => atFloor.AppendAsync(stream => floor.AppendAsync(atFloor.Names[stream])).Wait(),
            () => atStore.AppendAsync(stream => store.AppendToStreamAsync(streams[stream], ExpectedVersion.Any, SampleEvents.Raw(1))).Wait());
        atFloor.PrintLatencies();
        atStore.PrintLatencies();
    }

    private static void Stale(TemporaryFolder folder, int behind)
    {
        using var store = Stores.Sqlite(folder.File("store.db"));
        var head = Append(store, ExpectedVersion.Any, behind).Version;
        Comparison.Print(
            $"stale, {behind} behind; baseline: fresh",
            50,
            () => head = Append(store, ExpectedVersion.Exactly(head)).Version,
            () => head = Append(store, ExpectedVersion.Exactly(head - behind)).Version);
    }

    private static void Refused(TemporaryFolder folder)
    {
        using var store = Stores.Sqlite(folder.File("store.db"));
        var other = new StreamId("catalog-2");
        store.AppendToStreamAsync(other, ExpectedVersion.Any, [NewEvent.Raw(SampleEvents.Refusing, SampleEvents.Data)]).GetAwaiter().GetResult();
        Comparison.Print(
            "refused; baseline: written",
            50,
            () => Append(store, ExpectedVersion.Any),
            () =>
            {
                try
                {
                    store.AppendToStreamAsync(other, ExpectedVersion.Exactly(0), SampleEvents.Raw(1)).GetAwaiter().GetResult();
                }
                catch (StreamConflictException)
                {
                    // What is measured.
                }
            });
    }

    private static void Retries(TemporaryFolder folder)
    {
        using var plain = Stores.Sqlite(folder.File("plain.db"));
        using var retrying = Stores.Configured().UseSqlite(folder.File("retrying.db")).AddRetries().Build();
        Comparison.Print("with retries; baseline: without", 50, () => Append(plain, ExpectedVersion.Any), () => Append(retrying, ExpectedVersion.Any));
    }

    /// <summary>What an object costs more than its bytes is the difference of the two, in memory.</summary>
    private static void Objects()
    {
        var benchmark = new SerialiseEvents();
        benchmark.Open();
        Comparison.Print("object in memory; baseline: bytes", 200, () => benchmark.Raw().GetAwaiter().GetResult(), () => benchmark.Json().GetAwaiter().GetResult());
        benchmark.Close();
    }

    private static void Read(TemporaryFolder folder)
    {
        const int Streams = 100;
        var file = folder.File("store.db");
        FloorFill.Fill(file, Streams, each: 1_000, contiguous: false);
        using var floor = FloorReader.Open(file);
        using var engine = SqliteEventStorage.Open(file, new SqliteOptions { ReadOnly = true });
        using var store = Stores.Sqlite(file);
        var next = 0;
        string Next() => $"stream-{next++ % Streams}";
        Comparison.Print("read stream of 1,000, bytes of the engine", 10, () => floor.ReadStream(Next()), () => Wait(engine.ReadStreamAsync(new StreamId(Next()), ReadDirection.Forwards, null, long.MaxValue, default)));
        Comparison.Print("read stream of 1,000, events", 10, () => floor.ReadStream(Next()), () => Wait(store.ReadStreamAsync(new StreamId(Next()))));
        Comparison.Print("read all of 100,000, bytes of the engine", 1, () => floor.ReadAll(), () => Wait(engine.ReadAllAsync(GlobalPosition.Start, long.MaxValue, default)));
        Comparison.Print("read all of 100,000, events", 1, () => floor.ReadAll(), () => Wait(store.ReadAllAsync()));
    }

    private static AppendResult Append(IEventStore store, ExpectedVersion expected, int events = 1) =>
        store.AppendToStreamAsync(Stores.Stream, expected, SampleEvents.Raw(events)).GetAwaiter().GetResult();

    private static void Wait<T>(IAsyncEnumerable<T> events) => events.CountAsync().AsTask().GetAwaiter().GetResult();

    private static void WithFolder(Action<TemporaryFolder> run)
    {
        var folder = new TemporaryFolder();
        try
        {
            run(folder);
        }
        finally
        {
            folder.Delete();
        }
    }
}
