using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Tests.Planted;

/// <summary>Loses every fifth append: on the way to the engine, or its answer on the way back. A right one says that it doesn't know; with the bug, that nothing was written.</summary>
internal sealed class LosesAnswers(IEventStorage inner, Func<Task> pause, bool saysFailed) : PlantedBug(inner, pause)
{
    private const int Every = 5;

    private int appends;

    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        if (++appends % Every > 0)
        {
            return await Inner.AppendAsync(append, cancellationToken);
        }

        if (appends / Every % 2 == 0)
        {
            await Inner.AppendAsync(append, cancellationToken);
        }

        throw saysFailed ? new EventStoreUnavailableException("The line broke; nothing was written.") : new AppendOutcomeUnknownException(append.Stream);
    }
}
