using System.Globalization;

namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>One read with arguments that may be wrong in any way. What it finds doesn't matter here.</summary>
internal sealed class ReadCase(IEventStore store, WildText text)
{
    private const int MostEvents = 20;

    internal async Task RunAsync()
    {
        switch (text.Next(6))
        {
            case 0:
                await store.ReadStreamAsync(new StreamId(text.NextName()), (ReadDirection)text.Next(3), NextOrNone(), NextOrNone()).Take(MostEvents).ToListAsync();
                break;
            case 1:
                await store.ReadAllAsync(NextPosition(), NextOrNone()).Take(MostEvents).ToListAsync();
                break;
            case 2:
                await store.FindEventAsync(text.NextId());
                await store.FindEventKeyAsync(text.NextId());
                break;
            case 3:
                var after = text.OneIn(2) ? new StreamId(text.NextName()) : (StreamId?)null;
                await store.ListStreamsAsync(text.NextName(), after, (int)text.NextNumber());
                await store.ListStreamsAsync(text.NextName(), after, 1 + text.Next(MostEvents));
                break;
            case 4:
                await store.GetStreamVersionAsync(text.OneIn(10) ? default : new StreamId(text.NextName()));
                break;
            default:
                await store.WaitUntilVisibleAsync(NextPosition());
                break;
        }
    }

    private long? NextOrNone() => text.OneIn(3) ? null : text.NextNumber();

    private GlobalPosition NextPosition()
    {
        string[] parts = [.. Enumerable.Range(0, text.OneIn(2) ? 1 : 3).Select(_ => ((ulong)text.NextNumber()).ToString(CultureInfo.InvariantCulture))];
        return text.OneIn(10) || !GlobalPosition.TryParse(string.Join('.', parts), provider: null, out var position) ? default : position;
    }
}
