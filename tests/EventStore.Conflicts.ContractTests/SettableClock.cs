namespace EventStore.Conflicts.ContractTests;

/// <summary>Shows the real time until it is set, and then what it was set to. Timers are real, so an engine can wait by it.</summary>
public sealed class SettableClock : TimeProvider
{
    private DateTimeOffset? set;

    /// <summary>From now on the time is <paramref name="now"/>.</summary>
    public void Set(DateTimeOffset now) => set = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => set ?? base.GetUtcNow();
}
