using System.Text.Json;

namespace EventStore.Conflicts.Rules;

public sealed partial class ConflictRegistry
{
    /// <summary>
    /// Says what would happen to an append of <paramref name="incoming"/> by somebody who has not seen <paramref name="concurrent"/>, and why. Needs no store;
    /// predicates and merges run as they would there.
    /// </summary>
    /// <param name="incoming">The events of the append. Rules by .NET type need objects; rules by name look at JSON, of an object as the default options write it.</param>
    /// <param name="concurrent">What was committed meanwhile, in the order of its versions.</param>
    /// <param name="now">The time of the append: where not given, caps on the age are not asked.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// An incoming event is null or of a type that the registry's type map doesn't know, or the versions of the concurrent ones don't ascend.
    /// </exception>
    public ConflictReport Explain(IReadOnlyList<NewEvent> incoming, IReadOnlyList<RecordedEvent> concurrent, DateTimeOffset? now = null)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        ArgumentNullException.ThrowIfNull(concurrent);
        IncomingEvent[] batch = [.. incoming.Select(Incoming)];
        var expected = ExpectedVersion.Exactly(concurrent is [{ } first, ..] ? first.Version - 1 : 0);
        var examination = new Examination(this, expected, batch, int.MaxValue, (index, data) => Replaced(batch[index], data));
        foreach (var theirs in concurrent)
        {
            if (theirs is null || theirs.Version <= examination.ExaminedThrough)
            {
                throw new ArgumentException(
                    $"The concurrent events must have ascending versions; {theirs?.ToString() ?? "null"} comes after version {examination.ExaminedThrough}.", nameof(concurrent));
            }

            examination.Examine(theirs.Version, theirs.Id, theirs.Type, theirs.Timestamp, () => theirs);
        }

        return examination.Conclude(stream: null, examination.ExaminedThrough, now);
    }

    private IncomingEvent Incoming(NewEvent newEvent)
    {
        ArgumentNullException.ThrowIfNull(newEvent);
        var type = newEvent.RawType ?? NameOf(newEvent.Data!);
        return new IncomingEvent(newEvent.Id, type, newEvent.Metadata, newEvent.RawData, () => newEvent.Data);
    }

    private IncomingEvent Replaced(IncomingEvent mine, object data)
    {
        if (data is JsonElement json)
        {
            return new IncomingEvent(mine.Id, mine.Type, mine.Metadata, JsonSerializer.SerializeToUtf8Bytes(json), () => null);
        }

        return Types.TryGet(mine.Type, out var mapped) && data.GetType() == mapped.Type
            ? new IncomingEvent(mine.Id, mine.Type, mine.Metadata, default, () => data)
            : throw new InvalidOperationException($"A merge replaced a '{mine.Type}' by a {data.GetType()}; an event keeps its type.");
    }

    private string NameOf(object data) => Types.TryGet(data.GetType(), out var mapped)
        ? mapped.Name
        : throw new ArgumentException($"{data.GetType()} is a type that the registry's event type map doesn't know.");
}
