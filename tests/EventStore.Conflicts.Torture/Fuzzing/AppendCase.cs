namespace EventStore.Conflicts.Torture.Fuzzing;

/// <summary>One append of what may be wrong in any way. What is accepted is within all bounds and there as it was sent, bit by bit; of what is refused there is nothing.</summary>
internal sealed class AppendCase(IEventStore store, WildText text)
{
    internal async Task RunAsync()
    {
        var name = text.NextName();
        var stream = new StreamId(name);
        Require(stream.Value == name && Bounds.IsName(name), $"the stream '{name}' was named '{stream}'");
        var expected = NextExpectation();
        NewEvent[] events = [.. Enumerable.Range(0, text.Next(Bounds.MaxEvents + 2)).Select(_ => NextEvent())];
        if (events.Length > 0 && text.OneIn(10))
        {
            events = [.. events, events[0]];
        }

        var before = await store.GetStreamVersionAsync(stream);
        try
        {
            var result = await store.AppendToStreamAsync(stream, expected, events);
            await CheckAsync(stream, events, result, before);
        }
        catch (Exception refusal) when (refusal is ArgumentException or EventStoreException)
        {
            Require(await store.GetStreamVersionAsync(stream) == before, "a refused append wrote something");
            throw;
        }
    }

    private ExpectedVersion NextExpectation() => text.Next(8) switch
    {
        0 => ExpectedVersion.Exactly(text.NextNumber()),
        1 => ExpectedVersion.DecidedAt(text.NextNumber(), text.NextNumber()),
        2 => ExpectedVersion.StreamExists,
        3 => default,
        4 => ExpectedVersion.NoStream,
        5 => ExpectedVersion.Exactly(0),
        _ => ExpectedVersion.Any,
    };

    private NewEvent NextEvent() => text.Next(6) switch
    {
        0 => new NewEvent(new Note(text.OneIn(4) ? text.NextWild() : text.Valid.NextValue()), text.NextId(), NextMetadata()),
        1 => NewEvent.Raw(text.OneIn(2) ? "note" : "remark", text.NextJson(), text.NextId(), NextMetadata()),
        _ => NextRaw(text.NextName()),
    };

    private NewEvent NextRaw(string type)
    {
        var raw = NewEvent.Raw(type, text.NextJson(), text.NextId(), NextMetadata());
        Require(raw.RawType == type, $"the type '{type}' was named '{raw.RawType}'");
        return raw;
    }

    private EventMetadata? NextMetadata()
    {
        if (text.OneIn(2))
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = text.Next(4); count > 0; count--)
        {
            headers[text.OneIn(10) ? text.NextWild() : text.Valid.NextName()] = text.OneIn(10) ? text.NextWild() : text.Valid.NextValue();
        }

        return new EventMetadata { CorrelationId = text.OneIn(3) ? text.Valid.NextName() : null, CausationId = text.OneIn(20) ? text.NextWild() : null, Headers = headers };
    }

    private async Task CheckAsync(StreamId stream, NewEvent[] events, AppendResult result, long before)
    {
        Require(result.Version == before + events.Length && result.Outcome == AppendOutcome.Appended, $"{events.Length} events after {before} became {result}");
        Require(events.Length <= Bounds.MaxEvents, $"{events.Length} events were accepted at once");
        if (events.Length == 0)
        {
            return;
        }

        var read = await store.ReadStreamAsync(stream, fromVersion: before + 1).ToListAsync();
        Require(read.Count == events.Length, $"{events.Length} events came back as {read.Count}");
        for (var i = 0; i < events.Length; i++)
        {
            CheckSame(stream, events[i], read[i]);
            CheckSame(stream, events[i], await store.FindEventAsync(events[i].Id) ?? throw new InvalidOperationException("an event isn't found by its id"));
        }

        var again = await store.AppendToStreamAsync(stream, ExpectedVersion.NoStream, events);
        Require(again.Outcome == AppendOutcome.AlreadyAppended && again.Versions == result.Versions, $"sent again it is {again}");
    }

    private static void CheckSame(StreamId stream, NewEvent sent, RecordedEvent read)
    {
        Require(Bounds.Hold(read), $"{sent.Id} of type '{read.Type}' is beyond a bound and was accepted");
        Require(
            read.Stream == stream && read.Id == sent.Id && read.Type == (sent.RawType ?? "note"),
            $"{sent.Id} for '{stream}' came back as {read.Id} of type '{read.Type}' in '{read.Stream}'");
        Require(sent.Data is not null || read.RawData.Span.SequenceEqual(sent.RawData.Span), $"the data of {sent.Id} came back otherwise");
        Require(sent.Data is null || IsSame((Note)sent.Data, read.Data as Note), $"the object of {sent.Id} came back otherwise");
        Require(
            (read.Metadata.CorrelationId, read.Metadata.CausationId) == (sent.Metadata.CorrelationId, sent.Metadata.CausationId)
                && read.Metadata.Headers.Count == sent.Metadata.Headers.Count
                && sent.Metadata.Headers.All(each => read.Metadata.Headers.GetValueOrDefault(each.Key) == each.Value),
            $"the metadata of {sent.Id} came back otherwise");
    }

    /// <summary>Half of a pair is no Unicode text: JSON has nothing to write it as.</summary>
    private static bool IsSame(Note sent, Note? read) => read is not null && (sent == read || (sent.Text!.Any(char.IsSurrogate) && read.Text!.Contains('\uFFFD')));

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new InvalidOperationException(problem);
        }
    }
}
