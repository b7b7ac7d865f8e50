using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Tests.Storage;

/// <summary>Appends as an engine is given them.</summary>
internal static class Appends
{
    internal static readonly StreamId Stream = new("order-1");

    internal static StorageAppend Of(
        ExpectedVersion expected, AppendCondition? condition = null, IReadOnlyList<EncodedEvent>? events = null, long answeredThrough = 0) => new()
        {
            Stream = Stream,
            Expected = expected,
            Condition = condition ?? AppendCondition.RefuseAnything,
            Events = events ?? [],
            AnsweredThrough = answeredThrough,
        };
}
