using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Engines;

namespace EventStore.Conflicts.Torture.Workload;

/// <summary>Sends one append after the other: new ones that expect whatever one can, old ones again, and some with an id that is taken.</summary>
internal sealed class Writer(Recorder recorder, Scene scene, Schedule schedule, Random random, int number)
{
    private const int Keys = 3;
    private const int Values = 5;
    private const int MaxEvents = 4;

    private readonly Dictionary<int, ExpectedVersion> next = [];

    internal async Task RunAsync(int calls, Func<bool>? until = null)
    {
        try
        {
            for (var i = 0; i < calls && until?.Invoke() != true; i++)
            {
                await schedule.StepAsync();
                await SendAsync(random.Next(scene.Streams.Count));
            }
        }
        finally
        {
            scene.WriterIsDone();
        }
    }

    private async Task SendAsync(int stream)
    {
        var batch = random.Next(100) switch
        {
            < 14 when scene.SentLately(random) is { } again => again,
            < 17 when scene.AcknowledgedLately(random) is { } taken => New(stream, recorder.BatchOf(taken).Events),
            _ => New(stream, []),
        };
        stream = IndexOf(recorder.BatchOf(batch).Stream);
        scene.Sending(batch);
        var (call, result) = await recorder.SendAsync(number, batch, Expected(stream));
        if (call.Outcome == CallOutcome.Unknown && random.Next(4) > 0)
        {
            (call, result) = await recorder.SendAsync(number, batch, call.Expected);
        }

        scene.Learn(stream, call);
        if (result is not null)
        {
            next[stream] = result.Next;
        }
    }

    private int New(int stream, IReadOnlyList<SentEvent> taken)
    {
        var count = random.Next(20) switch
        {
            0 when taken.Count == 0 => 0,
            < 14 => 1,
            _ => random.Next(2, MaxEvents + 1),
        };
        var events = Enumerable.Range(0, count).Select(_ => Event()).Concat(taken.Take(1)).ToArray();
        random.Shuffle(events);
        return recorder.Add(new Batch(scene.Streams[stream], events));
    }

    private SentEvent Event()
    {
        var id = new byte[16];
        random.NextBytes(id);
        var type = RandomRules.Types[random.Next(RandomRules.Types.Length)];
        return new SentEvent(new Guid(id), type, new Payload(scene.NextNumber(), random.Next(Keys), random.Next(Values)));
    }

    private ExpectedVersion Expected(int stream)
    {
        var head = scene.HeadOf(stream);
        var seen = Math.Max(0, head - random.Next(1, random.Next(10) == 0 ? 40 : 6));
        return random.Next(100) switch
        {
            < 22 => ExpectedVersion.Any,
            < 45 => ExpectedVersion.Exactly(head),
            < 70 => ExpectedVersion.Exactly(seen),
            < 78 => ExpectedVersion.DecidedAt(head, seen),
            < 80 => ExpectedVersion.DecidedAt(seen, random.NextInt64(seen + 1)),
            < 92 => next.GetValueOrDefault(stream, ExpectedVersion.Exactly(head)),
            < 95 => ExpectedVersion.NoStream,
            < 97 => ExpectedVersion.StreamExists,
            _ => ExpectedVersion.Exactly(head + random.Next(1, 4)),
        };
    }

    private int IndexOf(StreamId stream)
    {
        var index = 0;
        while (scene.Streams[index] != stream)
        {
            index++;
        }

        return index;
    }
}
