using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.ContractTests;

/// <summary>Hears of progress at once, on the thread that makes it.</summary>
public sealed class ProgressListener(Action<CopyProgress> hear) : IProgress<CopyProgress>
{
    /// <inheritdoc/>
    public void Report(CopyProgress value) => hear(value);
}
