using System.Threading.Channels;

namespace EventStore.Conflicts.ContractTests.Time;

/// <summary>
/// A clock that stands still until it is advanced; timers fire then and only then, in the order they are due, on the thread that advances.
/// Safe for many threads.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock sync = new();
    private readonly List<ManualTimer> timers = [];
    private readonly Channel<TimeSpan> armed = Channel.CreateUnbounded<TimeSpan>();
    private DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How long each timer was set for, in the order they were set: so a test can wait until somebody waits.</summary>
    public ChannelReader<TimeSpan> Armed => armed.Reader;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (sync)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the time on, and fires what becomes due on the way, each at its own moment.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = GetUtcNow() + by;
        while (NextDue(until) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The first timer due until then, with the time moved to its moment; null, and the time moved to the end, where there is none.</summary>
    private ManualTimer? NextDue(DateTimeOffset until)
    {
        lock (sync)
        {
            var next = timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            var moment = next?.Due ?? until;
            now = moment > now ? moment : now;
            if (next is not null && next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
            }
            else if (next is not null)
            {
                timers.Remove(next);
            }

            return next;
        }
    }

    private void Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (sync)
        {
            timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = now + dueTime;
            timer.Period = period;
            timers.Add(timer);
        }

        armed.Writer.TryWrite(dueTime);
    }

    private sealed class ManualTimer(ManualTimeProvider clock, Action fire) : ITimer
    {
        internal DateTimeOffset Due { get; set; }

        internal TimeSpan Period { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Arm(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void Fire() => fire();
    }
}
