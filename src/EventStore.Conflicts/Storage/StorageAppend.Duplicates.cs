namespace EventStore.Conflicts.Storage;

public sealed partial class StorageAppend
{
    /// <summary>What the ids say, before anything else is asked.</summary>
    /// <param name="stored">For each event of the batch, in its order, what the store knows by its id: an event, a dropped one, or null.</param>
    /// <param name="lastPosition">The position of the last of them that is in a stream; null where none is.</param>
    /// <param name="head">The version of the stream.</param>
    /// <returns>
    /// Null where no id is taken; otherwise that the batch was appended before, or that it clashes with other events.
    /// </returns>
    public StorageAppendResult? CheckDuplicates(IReadOnlyList<EventKey?> stored, GlobalPosition? lastPosition, long head)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored.FirstOrDefault(each => each is not null) is not { } taken)
        {
            return null;
        }

        return IsThisAppend(stored)
            ? StorageAppendResult.AlreadyWritten(head, VersionsOf(stored), lastPosition)
            : StorageAppendResult.Duplicate(head, taken);
    }

    /// <summary>True where all of the batch is there, in its order, of its types, and with nothing in between.</summary>
    private bool IsThisAppend(IReadOnlyList<EventKey?> stored)
    {
        long? last = null;
        for (var i = 0; i < stored.Count; i++)
        {
            if (stored[i] is not { } found || found.Stream != Stream || !Events[i].IsOfType(found.Type))
            {
                return false;
            }

            // A dropped event has no version of its own; it stands after the one it would have followed. Among several of one version no order is kept: none
            // of them is in the stream, so none of them could be out of order there.
            var follows = found.IsDropped ? found.Version : found.Version - 1;
            if (follows != (last ?? follows))
            {
                return false;
            }

            last = found.Version;
        }

        return true;
    }

    private static VersionRange? VersionsOf(IReadOnlyList<EventKey?> stored)
    {
        var versions = stored.Where(each => each is { IsDropped: false }).Select(each => each!.Value.Version).ToArray();
        return versions is [var first, ..] ? new VersionRange(first, versions[^1]) : null;
    }
}
