using EventStore.Conflicts.Storage;

namespace EventStore.Conflicts.Torture.Tests.Planted;

/// <summary>Answers before it commits, which it does when the next append comes. The last one is lost in the end.</summary>
internal sealed class AnswersFirst(IEventStorage inner, Func<Task> pause) : PlantedBug(inner, pause)
{
    private StorageAppend? answered;
    private long last;

    public override async Task<StorageAppendResult> AppendAsync(StorageAppend append, CancellationToken cancellationToken)
    {
        if (answered is { } earlier)
        {
            answered = null;
            last = (await Inner.AppendAsync(earlier, cancellationToken)).Position!.Value.Sequence;
        }

        if (append.Events.Count == 0 || append.Events.Any(each => each.IsDropped) || await IsKnownAsync(append, cancellationToken)
            || await ObjectionAsync(append, cancellationToken) is not null)
        {
            var result = await Inner.AppendAsync(append, cancellationToken);
            last = Math.Max(last, result.Position?.Sequence ?? 0);
            return result;
        }

        answered = append;
        var head = await Inner.GetStreamVersionAsync(append.Stream, cancellationToken);
        return StorageAppendResult.Written(head, new VersionRange(head + 1, head + append.Events.Count), new GlobalPosition(0, 0, last + append.Events.Count));
    }
}
