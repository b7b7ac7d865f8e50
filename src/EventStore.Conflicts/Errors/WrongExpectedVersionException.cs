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
        var assertion = expected.Kind switch
        {
            ExpectedVersionKind.NoStream => "was expected not to exist",
            ExpectedVersionKind.StreamExists => "was expected to exist",
            _ => $"was expected at a version it has not reached ({expected})",
        };
        return $"Stream '{stream}' {assertion}, but it {state}.";
    }
}
