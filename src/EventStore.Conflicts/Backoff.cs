using Polly;
using Polly.Retry;

namespace EventStore.Conflicts;

/// <summary>Delays that double, with jitter and a cap, between attempts whose number is bounded. Two things are tried again in this library, each for its own reason and within its own bounds.</summary>
internal sealed record Backoff(int Retries, TimeSpan BaseDelay, TimeSpan MaxDelay, Func<double>? Randomizer)
{
    /// <summary>An error that names the first delay that is out of its bounds, as an option of <paramref name="owner"/>.</summary>
    internal void RefuseWrongDelays(string owner)
    {
        Refuse(MaxDelay <= TimeSpan.Zero || MaxDelay > TimeSpan.FromHours(1), owner, nameof(MaxDelay), MaxDelay, "more than 0 and at most an hour");
        Refuse(BaseDelay < TimeSpan.Zero || BaseDelay > MaxDelay, owner, nameof(BaseDelay), BaseDelay, $"from 0 to MaxDelay ({MaxDelay})");
    }

    internal static void Refuse(bool wrong, string owner, string name, object value, string bound)
    {
        if (wrong)
        {
            throw new EventStoreConfigurationException($"{owner}.{name} is {value}; it must be {bound}.");
        }
    }

    /// <summary>A pipeline that tries again what <paramref name="again"/> says, and nothing where there is no retry.</summary>
    internal ResiliencePipeline Pipeline(
        TimeProvider timeProvider, Func<Outcome<object>, bool> again, Func<OnRetryArguments<object>, ValueTask>? onRetry = null)
    {
        if (Retries == 0)
        {
            return ResiliencePipeline.Empty;
        }

        var retry = new RetryStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(again(attempt.Outcome)),
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = BaseDelay,
            MaxDelay = MaxDelay,
            OnRetry = onRetry,
        };
        if (Randomizer is not null)
        {
            retry.Randomizer = Randomizer;
        }

        return new ResiliencePipelineBuilder { TimeProvider = timeProvider }.AddRetry(retry).Build();
    }
}
