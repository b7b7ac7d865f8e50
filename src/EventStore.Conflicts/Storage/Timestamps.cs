namespace EventStore.Conflicts.Storage;

/// <summary>Timestamps as every engine keeps them: UTC, whole microseconds.</summary>
public static class Timestamps
{
    private static readonly long First = ToMicroseconds(DateTimeOffset.MinValue);
    private static readonly long Last = ToMicroseconds(DateTimeOffset.MaxValue);

    /// <summary>Now, by <paramref name="timeProvider"/>, as an event keeps it.</summary>
    public static DateTimeOffset Now(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return FromMicroseconds(ToMicroseconds(timeProvider.GetUtcNow()));
    }

    /// <summary>Microseconds since 1970-01-01T00:00:00Z; what is finer is cut off.</summary>
    public static long ToMicroseconds(DateTimeOffset timestamp) =>
        (timestamp.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The timestamp <paramref name="microseconds"/> after 1970-01-01T00:00:00Z.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not in the years 1 to 9999.</exception>
    public static DateTimeOffset FromMicroseconds(long microseconds) => microseconds >= First && microseconds <= Last
        ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
        : throw new ArgumentOutOfRangeException(nameof(microseconds), microseconds, $"{microseconds} microseconds after 1970 is not in the years 1 to 9999.");
}
