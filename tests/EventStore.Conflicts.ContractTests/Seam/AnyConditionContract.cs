using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Whatever a stale append says of what it has missed, an engine answers as <see cref="StorageAppend.FindObjection"/> does: alone, and among others.</summary>
public abstract class AnyConditionContract<TEngine> : EventStoreContract<TEngine>
    where TEngine : ContractEngine, new()
{
    private const int Rounds = 40;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Types = ["a", "b", "c", "d"];

    private readonly StreamId stream = NewStream();

    private IEventStorage Storage => Engine.Storage;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_stale_append_is_answered_as_its_condition_says(int seed)
    {
        var random = new Random(seed);
        var callers = OpenStore(rules => Array.ForEach(Types, type => rules.For(type).NeverConflicts()));
        var expectations = new ExpectedVersion[3];
        Array.Fill(expectations, Exactly(0));
        HashSet<StorageAppendStatus> met = [];
        for (var round = 0; round < Rounds; round++)
        {
            var now = Noon.AddMinutes(random.Next(2 * round + 1));
            Engine.Clock.Set(now);
            var caller = random.Next(expectations.Length);
            expectations[caller] = (await callers.AppendAsync(stream, expectations[caller], ARawEvent(random.GetItems(Types, 1)[0]))).Next;
            var head = await Storage.GetStreamVersionAsync(stream, Token);
            StorageAppend[] appends = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => StaleAppend(random, head, expectations))];

            var results = await Task.WhenAll(appends.Select(append => Storage.AppendAsync(append, Token)));

            var stored = await Storage.ReadStreamAsync(stream, ReadDirection.Forwards, null, long.MaxValue, Token)
                .Select(each => new ConcurrentEvent(each.Version, each.Type, each.Timestamp)).ToListAsync(Token);
            foreach (var (append, result) in appends.Zip(results))
            {
                var missed = stored.Where(each => each.Version > append.Expected.Seen && each.Version <= result.Head);
                var objection = append.FindObjection(result.Head, now, missed);
                (result.Status, result.FirstRefused).Should().Be(
                    (objection?.Status ?? StorageAppendStatus.Written, objection?.FirstRefused ?? 0), "{0} at {1} says {2}", append.Expected, result.Head, append.Condition);
                met.Add(result.Status);
            }
        }

        met.Should().BeEquivalentTo([StorageAppendStatus.Written, StorageAppendStatus.Refused, StorageAppendStatus.Ask, StorageAppendStatus.TooStale]);
    }

    private StorageAppend StaleAppend(Random random, long head, ExpectedVersion[] expectations) => new()
    {
        Stream = stream,
        Expected = random.Next(4) switch
        {
            0 => expectations[random.Next(expectations.Length)],
            1 => DecidedAt(head, seen: random.NextInt64(head + 1)),
            _ => Exactly(random.NextInt64(head + 1)),
        },
        Condition = AppendCondition.Create(AVerdict(random), random.GetItems(Types, random.Next(5)).Distinct(StringComparer.Ordinal).Select(type => KeyValuePair.Create(type, AVerdict(random))))
            .AtMost(random.Next(4) == 0 ? random.Next(2 * Rounds) : null, random.Next(4) == 0 ? TimeSpan.FromMinutes(random.Next(2 * Rounds)) : null),
        Events = [StorageAppends.Encoded(random.GetItems(Types, 1)[0])],
        AnsweredThrough = random.Next(3) == 0 ? random.NextInt64(head + 1) : 0,
    };

    private static Verdict AVerdict(Random random) => (Verdict)random.Next(3);
}
