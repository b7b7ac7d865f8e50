using System.Text;
using EventStore.Conflicts.ContractTests;

namespace EventStore.Conflicts.PostgreSql.Tests.Reading;

/// <summary>Reads of several pages, whose large contents come apart from the rest and whose pages end at so many bytes.</summary>
public sealed class PagesTests : StoreTest
{
    private const int Events = 2_300;

    [Fact]
    public async Task Small_and_large_events_come_back_whole_and_in_order_in_every_direction()
    {
        var store = OpenStore();
        var sent = new List<NewEvent>();
        foreach (var batch in Enumerable.Range(0, Events).Select(OfSomeSize).Chunk(100))
        {
            await store.AppendToStreamAsync(Stream, Any, batch, cancellationToken: Token);
            sent.AddRange(batch);
        }

        var reader = OpenStore(); // It knows no names yet.
        await reader.WaitUntilVisibleAsync((await reader.ReadAsync(Stream, ReadDirection.Backwards, maxCount: 1))[0].Position, Token);

        Check(await reader.ReadAsync(Stream), sent);
        Check([.. (await reader.ReadAsync(Stream, ReadDirection.Backwards)).Reverse()], sent);
        Check(await reader.ReadEverythingAsync(), sent);
    }

    [Fact]
    public async Task What_comes_while_later_pages_are_read_is_not_seen()
    {
        var store = OpenStore();
        await store.AppendAsync(Stream, Any, Notes(Events));
        var read = 0;

        await foreach (var each in store.ReadStreamAsync(Stream, cancellationToken: Token))
        {
            read++;
            if (read % 500 == 0)
            {
                await store.AppendAsync(Stream, Any, ANote());
            }
        }

        read.Should().Be(Events);
    }

    [Fact]
    public async Task Who_stops_in_the_middle_leaves_nothing_behind()
    {
        var host = Connect();
        var store = OpenStore(host: host);
        await store.AppendAsync(Stream, Any, Notes(Events));

        for (var i = 1; i <= 30; i++)
        {
            (await store.ReadStreamAsync(Stream, cancellationToken: Token).Take(50 * i).CountAsync(Token)).Should().Be(50 * i);
        }

        await UntilAsync($"select not exists (select from pg_stat_activity where application_name = '{Schema}' and state <> 'idle')");
    }

    // Every seventh is too large to come with the others, and some of those have large metadata, too; some pages end early for their bytes.
    private static NewEvent OfSomeSize(int number) => (number % 7, number % 50) switch
    {
        (_, 0) => NewEvent.Raw("large", Json(number, 100_000), metadata: new EventMetadata { CorrelationId = Text(number, 60), Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["more"] = Text(number, 1_500) } }),
        (0, _) => NewEvent.Raw("middle", Json(number, 2_045), metadata: new EventMetadata { CorrelationId = "x" }),
        _ => NewEvent.Raw("small", Json(number, number % 30)),
    };

    private static byte[] Json(int seed, int bytes) => Encoding.UTF8.GetBytes($"\"{Text(seed, bytes)}\"");

    private static string Text(int seed, int bytes)
    {
        var random = new byte[bytes];
        new Random(seed).NextBytes(random);
        return Convert.ToHexString(random);
    }

    private static void Check(IReadOnlyList<RecordedEvent> read, List<NewEvent> sent)
    {
        read.Count.Should().Be(sent.Count);
        for (var i = 0; i < sent.Count; i++)
        {
            (read[i].Id, read[i].Type, read[i].Version).Should().Be((sent[i].Id, sent[i].RawType!, i + 1));
            read[i].RawData.Span.SequenceEqual(sent[i].RawData.Span).Should().BeTrue();
            read[i].Metadata.Should().BeEquivalentTo(sent[i].Metadata);
        }
    }
}
