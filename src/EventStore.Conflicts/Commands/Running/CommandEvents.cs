using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EventStore.Conflicts.Commands;

/// <summary>Makes what was decided into what is appended: with the ids and the metadata of the command.</summary>
internal static class CommandEvents
{
    private const int GuidBytes = 16;
    private const int TimestampBytes = 6;

    /// <summary>Takes what was decided, one by one: a decision that never ends is stopped by the limit of an append, or by the token.</summary>
    internal static NewEvent[] From(
        IEnumerable<object>? decided, StreamId stream, CommandSettings settings, EventStoreLimits limits, CancellationToken cancellationToken)
    {
        if (decided is null)
        {
            throw new InvalidOperationException("The decision returned null; where nothing is to be appended, return an empty list.");
        }

        var events = new List<NewEvent>();
        foreach (var each in decided)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (events.Count == limits.MaxEventsPerAppend)
            {
                throw limits.TooManyEvents($"more than {events.Count:N0}", "events");
            }

            events.Add(From(
                each ?? throw new InvalidOperationException($"The decision returned null as its event at index {events.Count}."),
                settings.CommandId is { } command ? IdOf(command, stream, events.Count) : null,
                settings.Metadata));
        }

        return [.. events];
    }

    /// <summary>
    /// The id of a command's event: a hash of the command's id, the stream and the index, so that whoever executes it again comes to the same. It keeps the timestamp
    /// of a version 7 GUID, which keeps the index of event ids compact. It is what redelivered commands are recognised by, so it never changes.
    /// </summary>
    internal static Guid IdOf(Guid command, StreamId stream, int index)
    {
        var name = new byte[GuidBytes + sizeof(int) + Encoding.UTF8.GetByteCount(stream.Value)];
        command.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(name.AsSpan(GuidBytes), index);
        Encoding.UTF8.GetBytes(stream.Value, name.AsSpan(GuidBytes + sizeof(int)));

        Span<byte> id = SHA256.HashData(name).AsSpan(0, GuidBytes);
        var keepsTimestamp = command.Version == 7;
        if (keepsTimestamp)
        {
            name.AsSpan(0, TimestampBytes).CopyTo(id);
        }

        // Version 7 where it has a timestamp, version 8 (anybody's own) where it is all hash; and the common variant.
        id[6] = (byte)((id[6] & 0x0F) | (keepsTimestamp ? 0x70 : 0x80));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    private static NewEvent From(object decided, Guid? id, EventMetadata metadata) => decided switch
    {
        NewEvent given when id is null && metadata.IsEmpty => given,
        NewEvent { Data: { } data } given => new NewEvent(data, id ?? given.Id, Both(given.Metadata, metadata)),
        NewEvent given => NewEvent.Raw(given.RawType!, given.RawData, id ?? given.Id, Both(given.Metadata, metadata)),
        _ => new NewEvent(decided, id, metadata),
    };

    private static EventMetadata Both(EventMetadata own, EventMetadata command)
    {
        var headers = new Dictionary<string, string>(command.Headers, StringComparer.Ordinal);
        foreach (var (name, value) in own.Headers)
        {
            headers[name] = value;
        }

        return new EventMetadata
        {
            CorrelationId = own.CorrelationId ?? command.CorrelationId,
            CausationId = own.CausationId ?? command.CausationId,
            Headers = headers,
        };
    }
}
