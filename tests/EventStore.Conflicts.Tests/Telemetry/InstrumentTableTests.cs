using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.ContractTests;
using EventStore.Conflicts.Tests.House;

namespace EventStore.Conflicts.Tests.Telemetry;

/// <summary>The table of instruments in docs/telemetry.md is what a listener finds.</summary>
public sealed class InstrumentTableTests
{
    [Fact]
    public async Task Every_instrument_has_its_row_with_its_kind_and_unit()
    {
        var found = new List<string>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                lock (found)
                {
                    found.AddRange(instrument.Meter.Name == TelemetryRecording.Name ? [$"{instrument.Name}, {Kind(instrument)}, {instrument.Unit}"] : Array.Empty<string>());
                }
            },
        };
        var folder = Directory.CreateTempSubdirectory("eventstore-");
        await using (var store = new EventStoreBuilder().UseSqlite(Path.Combine(folder.FullName, "store.db")).Build())
        {
            await store.AppendToStreamAsync(new StreamId("a"), ExpectedVersion.Any, [], cancellationToken: TestContext.Current.CancellationToken);
            listener.Start();
            listener.Dispose();
        }

        folder.Delete(recursive: true);
        lock (found)
        {
            Rows().Should().BeEquivalentTo(found).And.HaveCountGreaterThan(8);
        }
    }

    private static string Kind(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<long> or Histogram<double> => "histogram",
        ObservableUpDownCounter<long> => "up-down counter",
        _ => instrument.GetType().Name,
    };

    /// <summary>Name, kind and unit of each row.</summary>
    private static IEnumerable<string> Rows() =>
        Regex.Matches(
            File.ReadAllText(Path.Combine(Packages.SourceFolder, "..", "docs", "telemetry.md")),
            @"^\| `(?<name>eventstore\.[a-z_.]+)` \| (?<kind>[a-z -]+) \| `(?<unit>[a-z{}]+)` \|",
            RegexOptions.Multiline | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1))
        .Select(row => $"{row.Groups["name"].Value}, {row.Groups["kind"].Value}, {row.Groups["unit"].Value}");
}
