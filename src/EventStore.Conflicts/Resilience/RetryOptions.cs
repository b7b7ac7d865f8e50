namespace EventStore.Conflicts.Resilience;

/// <summary>How <see cref="RetryingEventStore"/> retries. Checked when the store is made; changing it afterwards has no effect.</summary>
public sealed class RetryOptions
{
    /// <summary>How often at most an operation is tried again after its first attempt: 1 to 100; 5 by default.</summary>
    public int MaxRetries { get; set; } = 5;

    /// <summary>
    /// The delay before the first retry, doubled for each further one, with jitter: at least 0 and at most <see cref="MaxDelay"/>; 50 ms by
    /// default.
    /// </summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>No delay is longer than this: more than 0, at most an hour; 5 s by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Called before each delay, after logging. Must not throw; must be safe for many threads.</summary>
    public Action<RetryAttempt>? OnRetry { get; set; }

    /// <summary>Gives the jitter: numbers from 0 up to 1, 1 excluded. <see cref="Random.Shared"/> where not given; fix it in tests.</summary>
    public Func<double>? Randomizer { get; set; }

    /// <summary>A copy that later changes don't reach, or an error that names the first value that is out of its bounds.</summary>
    internal RetryOptions Validated()
    {
        Backoff.Refuse(MaxRetries is < 1 or > 100, nameof(RetryOptions), nameof(MaxRetries), MaxRetries, "from 1 to 100");
        Backoff.RefuseWrongDelays(nameof(RetryOptions));
        return (RetryOptions)MemberwiseClone();
    }

    internal Backoff Backoff => new(MaxRetries, BaseDelay, MaxDelay, Randomizer);
}
