using System.Globalization;

namespace EventStore.Conflicts.Torture.Soaking;

/// <summary>What the workers of a soak do, and count. Safe for many threads.</summary>
internal sealed class SoakWork
{
    // More than any cache of a store remembers, and a few that all are at.
    private const int Streams = 20_000;
    private const int HotStreams = 50;
    private const int MaxEvents = 3;
    private const int MaxBytes = 400;
    private const int MostRead = 20;

    // So that half an hour makes a file of some hundred MB and not of many GB.
    private static readonly TimeSpan MostPause = TimeSpan.FromMilliseconds(100);

    private long appends;
    private long refused;
    private long events;
    private long reads;

    /// <summary>The events that were acknowledged.</summary>
    internal long Events => events;

    /// <summary>Appends and reads until it is over.</summary>
    internal async Task WorkAsync(IEventStore store, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var stream = new StreamId($"soak-{random.Next(random.Next(2) == 0 ? HotStreams : Streams)}");
            switch (random.Next(10))
            {
                case 0:
                    await ReadAsync(store, stream, random);
                    break;
                case 1 or 2 or 3:
                    await AppendAsync(store, stream, ExpectedVersion.Exactly(await store.GetStreamVersionAsync(stream, CancellationToken.None)), random);
                    break;
                default:
                    await AppendAsync(store, stream, ExpectedVersion.Any, random);
                    break;
            }

            await Task.Delay(MostPause * random.NextDouble(), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>In words.</summary>
    internal string Tell(TimeSpan duration) => string.Create(
        CultureInfo.InvariantCulture,
        $"{duration.TotalMinutes:N1} min, {appends:N0} appends ({appends / duration.TotalSeconds:N0}/s), {refused:N0} refused, {events:N0} events, {reads:N0} reads of streams");

    private async Task AppendAsync(IEventStore store, StreamId stream, ExpectedVersion expected, Random random)
    {
        NewEvent[] batch = [.. Enumerable.Range(0, 1 + random.Next(MaxEvents)).Select(_ => NewEvent.Raw("soaked", Data(random)))];
        try
        {
            await store.AppendToStreamAsync(stream, expected, batch, cancellationToken: CancellationToken.None);
            Interlocked.Increment(ref appends);
            Interlocked.Add(ref events, batch.Length);
        }
        catch (StreamConflictException)
        {
            Interlocked.Increment(ref refused);
        }
    }

    private async Task ReadAsync(IEventStore store, StreamId stream, Random random)
    {
        await store.ReadStreamAsync(stream, ReadDirection.Backwards, maxCount: 1 + random.Next(MostRead)).CountAsync(CancellationToken.None);
        Interlocked.Increment(ref reads);
    }

    private static byte[] Data(Random random)
    {
        var data = new byte[2 + random.Next(MaxBytes)];
        Array.Fill(data, (byte)'x');
        data[0] = data[^1] = (byte)'"';
        return data;
    }
}
