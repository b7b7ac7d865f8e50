using EventStore.Conflicts.Storage;
using EventStore.Conflicts.Telemetry;

namespace EventStore.Conflicts.Appending;

internal sealed partial class ConflictAwareEventStore
{
    public Task<AppendResult> AppendToStreamAsync(
        StreamId stream,
        ExpectedVersion expected,
        IReadOnlyList<NewEvent> events,
        AppendOptions? options = null,
        CancellationToken cancellationToken = default) =>
        AppendTelemetry.IsListenedTo
            ? ListenedToAsync(stream, expected, events, cancellationToken)
            : AppendAsync(stream, expected, events, cancellationToken);

    // By itself, so that a closure is only made where somebody listens.
    private Task<AppendResult> ListenedToAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken) =>
        telemetry.ListenAsync(stream, expected, events?.Count ?? 0, () => AppendAsync(stream, expected, events!, cancellationToken));

    private async Task<AppendResult> AppendAsync(
        StreamId stream, ExpectedVersion expected, IReadOnlyList<NewEvent> events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (append, batch) = Prepare(stream, expected, events);
        var result = await storage.AppendAsync(append, cancellationToken).ConfigureAwait(false);
        StaleAppend? stale = null;
        for (var round = 0; round < limits.MaxConflictRounds && result.Status is (StorageAppendStatus.Ask or StorageAppendStatus.Refused); round++)
        {
            // A refusal stands, unless a merge drops the event that is refused before the one it is refused for.
            stale ??= Stale(append, batch);
            if (!await ExamineAsync(stale, result, cancellationToken).ConfigureAwait(false) || stale.HasConflict)
            {
                throw await RefusedAsync(stale, result).ConfigureAwait(false);
            }

            stale.AnswerThrough(result.Head);
            result = await storage.AppendAsync(stale.Append, cancellationToken).ConfigureAwait(false);
        }

        switch (result.Status)
        {
            case StorageAppendStatus.Written or StorageAppendStatus.AlreadyWritten:
                var success = Success(append, result, stale);
                return result.Status == StorageAppendStatus.Written && success.Concurrent is not null
                    ? await AdmittedAsync(stale ?? Stale(append, batch), success).ConfigureAwait(false)
                    : success;
            case StorageAppendStatus.Ask:
                throw new StreamContendedException(stream, expected, result.Head, limits.MaxConflictRounds);
            case StorageAppendStatus.Refused or StorageAppendStatus.TooStale:
                stale ??= Stale(append, batch);
                var examined = await ExamineAsync(stale, result, cancellationToken).ConfigureAwait(false);
                if (result.Status == StorageAppendStatus.Refused && examined && !stale.HasConflict)
                {
                    // A merge would have lifted it, in one more round.
                    throw new StreamContendedException(stream, expected, result.Head, limits.MaxConflictRounds);
                }

                throw await RefusedAsync(stale, result).ConfigureAwait(false);
            case StorageAppendStatus.WrongVersion:
                throw new WrongExpectedVersionException(stream, expected, result.Head);
            case StorageAppendStatus.Duplicate when result.Existing is { } existing:
                throw new DuplicateEventException(stream, existing);
            default:
                throw new InvalidOperationException($"The engine answered {result.Status}, which this append didn't ask for.");
        }
    }

    /// <summary>Looks at what was committed meanwhile. False where it cannot any more, and need not, because the engine has refused already.</summary>
    private static async Task<bool> ExamineAsync(StaleAppend stale, StorageAppendResult result, CancellationToken cancellationToken)
    {
        try
        {
            await stale.ExamineAsync(result.Head, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ObjectDisposedException) when (result.Status == StorageAppendStatus.TooStale || (result.Status == StorageAppendStatus.Refused && stale.IsSettled))
        {
            // The store is being closed: the verdict stands, as no merge can lift it any more, and its report ends here.
            return false;
        }
    }

    private async Task<StreamConflictException> RefusedAsync(StaleAppend stale, StorageAppendResult result)
    {
        var tooStale = result.Status == StorageAppendStatus.TooStale;
        var refusal = new StreamConflictException(stale.Report(AppendDecision.Refused, result.Head, timeProvider.GetUtcNow(), tooStale));
        await reporting.RefusedAsync(stale, refusal).ConfigureAwait(false);
        return refusal;
    }

    private async Task<AppendResult> AdmittedAsync(StaleAppend stale, AppendResult success)
    {
        var admitted = success with { ReportSource = ReportOf(stale, success.JudgedAt) };
        await reporting.AdmittedAsync(stale, admitted).ConfigureAwait(false);
        return admitted;
    }

    /// <summary>The report of an admitted append: made when somebody wants it, from events that never change.</summary>
    private ReportSource ReportOf(StaleAppend stale, long head) => new(async () =>
    {
        await stale.ExamineAsync(head, CancellationToken.None).ConfigureAwait(false);
        return stale.Report(stale.HasDroppedEverything ? AppendDecision.Dropped : AppendDecision.Admitted, head, timeProvider.GetUtcNow());
    });

    private static AppendResult Success(StorageAppend append, StorageAppendResult result, StaleAppend? stale)
    {
        var concurrent = UnseenBefore(append.Expected, result.Versions is { } own ? own.First - 1 : result.Head);
        var written = result.Status == StorageAppendStatus.Written;
        var outcome = (written, result.Versions, concurrent) switch
        {
            (_, null, _) when append.Events.Count > 0 => AppendOutcome.Dropped,
            (false, _, _) => AppendOutcome.AlreadyAppended,
            (_, _, null) => AppendOutcome.Appended,
            _ => AppendOutcome.Admitted,
        };
        return new AppendResult
        {
            Outcome = outcome,
            Version = result.Versions?.Last ?? result.Head,
            Versions = result.Versions,
            Position = result.Position,
            Concurrent = concurrent,
            Merges = written && stale is not null ? stale.Merges : [],
            Next = result.Versions is { } versions ? append.Expected.After(versions) : append.Expected,
        };
    }

    /// <summary>What the caller has not seen up to <paramref name="last"/>, its own events at the end left out; null where it asserted nothing.</summary>
    private static VersionRange? UnseenBefore(ExpectedVersion expected, long last)
    {
        while (expected.IsOwn(last))
        {
            last--;
        }

        return expected.NamesVersion && last > expected.Seen ? new VersionRange(expected.Seen + 1, last) : null;
    }
}
