using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventStore.Conflicts.ContractTests;
using FluentAssertions.Execution;

namespace EventStore.Conflicts.Sqlite.Tests.Fuzzing;

public sealed class RandomTextRoundTripTests : SqliteTest
{
    private const int RoundTrips = 300;
    private const string SeedVariable = "EVENTSTORE_FUZZ_SEED";

    private static readonly JsonSerializerOptions[] Writings = [new(), new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }];

    [Fact]
    public async Task Names_and_payloads_of_any_Unicode_text_come_back_as_they_were()
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"{SeedVariable}={seed} repeats this run.");
        using var scope = new AssertionScope($"{SeedVariable}={seed}");
        var text = new RandomText(seed);
        var written = new Dictionary<string, NewEvent>(StringComparer.Ordinal);
        await using (var store = OpenStore())
        {
            for (var i = 0; i < RoundTrips; i++)
            {
                var stream = text.NextName();
                while (!written.TryAdd(stream, NextEvent(text)))
                {
                    stream = text.NextName();
                }

                await store.AppendToStreamAsync(new StreamId(stream), ExpectedVersion.NoStream, [written[stream]], cancellationToken: Token);
            }
        }

        await using var reopened = OpenStore();
        var names = written.Keys.OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).ToArray();
        foreach (var (stream, sent) in written)
        {
            await ComesBackAsync(reopened, stream, sent);
            var prefix = BeginningOf(stream, text);
            (await ListAsync(reopened, prefix)).Should().Equal(names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)));
        }

        (await ListAsync(reopened, "")).Should().Equal(names);
    }

    private static NewEvent NextEvent(RandomText text)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = text.Next(4); count > 0; count--)
        {
            headers[text.NextName()] = text.NextValue();
        }

        var payload = new Dictionary<string, string>(StringComparer.Ordinal) { [text.NextValue()] = text.NextValue() };
        var json = JsonSerializer.SerializeToUtf8Bytes(payload, Writings[text.Next(Writings.Length)]);
        var metadata = new EventMetadata { CorrelationId = text.NextName(), CausationId = text.NextName(), Headers = headers };
        return NewEvent.Raw(text.NextName(), json, text.NextId(), metadata);
    }

    private static async Task ComesBackAsync(IEventStore store, string stream, NewEvent sent)
    {
        var id = new StreamId(stream);
        var read = await store.ReadStreamAsync(id, cancellationToken: Token).ToListAsync(Token);
        RecordedEvent?[] answers = [read.Single(), await store.FindEventAsync(sent.Id, Token)];
        foreach (var answer in answers)
        {
            answer!.Stream.Value.Should().Be(stream);
            answer.Id.Should().Be(sent.Id);
            answer.Type.Should().Be(sent.RawType);
            answer.RawData.ToArray().Should().Equal(sent.RawData.ToArray());
            answer.Metadata.CorrelationId.Should().Be(sent.Metadata.CorrelationId);
            answer.Metadata.CausationId.Should().Be(sent.Metadata.CausationId);
            answer.Metadata.Headers.OrderBy(each => each.Key, StringComparer.Ordinal)
                .Should().Equal(sent.Metadata.Headers.OrderBy(each => each.Key, StringComparer.Ordinal));
        }

        (await store.AppendToStreamAsync(id, ExpectedVersion.NoStream, [sent], cancellationToken: Token)).Outcome.Should().Be(AppendOutcome.AlreadyAppended);
    }

    /// <summary>Some of its characters, none of them cut in two.</summary>
    private static string BeginningOf(string name, RandomText text)
    {
        var runes = name.EnumerateRunes().ToArray();
        return string.Concat(runes.Take(1 + text.Next(runes.Length)));
    }

    private static async Task<List<string>> ListAsync(IEventStore store, string prefix)
    {
        var names = new List<string>();
        StreamPage? page = null;
        do
        {
            page = await store.ListStreamsAsync(prefix, page?.Continuation, maxCount: 7, Token);
            names.AddRange(page.Streams.Select(each => each.Stream.Value));
        }
        while (page.Continuation is not null);
        return names;
    }
}
