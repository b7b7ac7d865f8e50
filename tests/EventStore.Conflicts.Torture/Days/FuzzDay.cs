using System.Diagnostics;
using System.Globalization;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Fuzzing;

namespace EventStore.Conflicts.Torture.Days;

/// <summary>What may be wrong in any way, as arguments and as stored rows.</summary>
internal static class FuzzDay
{
    private const string Name = "fuzz";

    // In memory what is stored stays: a new store now and then keeps that small.
    private const int CasesPerStore = 20_000;
    private const int RowsEvery = 50;

    internal static Day Day { get; } = new(
        Name,
        "Names, types, metadata, payloads, ids, expectations, positions, connection strings, paths and schemas that may be wrong in any way; every 50th seed changes a stored row instead.",
        Engine.Names,
        Cycles: 100_000,
        RunAsync);

    private static async Task<bool> RunAsync(string engine, DayOptions options, CancellationToken cancellationToken)
    {
        var (figures, started, cases, rows, refused) = (new FuzzFigures(), Stopwatch.GetTimestamp(), 0L, 0L, 0L);
        await using var stored = await StoredRows.OfAsync(engine);
        foreach (var seeds in Enumerable.Range(options.Seed, options.Cycles).Chunk(CasesPerStore))
        {
            await using var opened = Engine.Open(engine);
            var fuzzer = new Fuzzer(opened.Storage, figures);
            foreach (var seed in seeds.TakeWhile(_ => Stopwatch.GetElapsedTime(started) < options.Duration))
            {
                cancellationToken.ThrowIfCancellationRequested();
                cases++;
                if (stored is null || seed % RowsEvery != 0)
                {
                    await fuzzer.RunAsync(seed);
                }
                else
                {
                    rows++;
                    refused += await stored.RunAsync(seed);
                }
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} {engine}: {cases:N0} cases, {figures.Tell()}, {rows:N0} changed rows with {refused:N0} calls refused, typed errors only in {elapsed.TotalSeconds:N1} s, from seed {options.Seed}"));
        return true;
    }
}
