namespace EventStore.Conflicts;

/// <summary>
/// The append asserted something about the stream that isn't so, and no conflict rule can mend it: <see cref="ExpectedVersion.NoStream"/>
/// on an existing stream, <see cref="ExpectedVersion.StreamExists"/> on an absent one, or a version the stream has not reached.
/// Nothing was written.
/// </summary>
public sealed class WrongExpectedVersionException : ConcurrencyException
{
    /// <summary>A refusal of an append to <paramref name="stream"/>.</summary>
    public WrongExpectedVersionException(StreamId stream, ExpectedVersion expected, long actual)
        : base(stream, expected, actual, Describe(stream, expected, actual))
    {
    }

    private static string Describe(StreamId stream, ExpectedVersion expected, long actual)
    {
        var state = actual == 0 ? "has no events" : $"is at version {actual}";
        return $"Stream '{stream}' was expected {expected.Describe()}, but it {state}.";
    }
}
