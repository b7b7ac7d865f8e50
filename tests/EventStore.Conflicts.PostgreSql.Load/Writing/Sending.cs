using EventStore.Conflicts.Resilience;

namespace EventStore.Conflicts.PostgreSql.Load.Writing;

/// <summary>Whether the outcome of one append was unknown for a while. The store's retries tell the one that is under way in their flow of control.</summary>
internal sealed class Sending
{
    private static readonly AsyncLocal<Sending?> Current = new();

    internal bool WasUnknown { get; private set; }

    /// <summary>The one that the caller is about to make.</summary>
    internal static Sending Begin() => Current.Value = new Sending();

    internal static void OnRetry(RetryAttempt retry) => Current.Value?.Failed(retry.Failure);

    internal void Failed(Exception failure) => WasUnknown |= failure is AppendOutcomeUnknownException;
}
