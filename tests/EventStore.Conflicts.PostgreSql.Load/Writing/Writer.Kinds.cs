namespace EventStore.Conflicts.PostgreSql.Load.Writing;

/// <content>The kinds of appends.</content>
internal sealed partial class Writer
{
    private Task SendOwnAsync() => (random.Next(20), Draft.Next(random, name, stream => Volatile.Read(ref known[stream]))) switch
    {
        (0, var draft) => SendTwiceAsync(draft),
        (1, _) => SendDeliveredAsync(),
        (_, var draft) => SendAsync(draft),
    };

    private async Task SendAsync(Draft draft)
    {
        var (result, wasUnknown) = await SettleAsync(draft);
        if (result is { Outcome: AppendOutcome.AlreadyAppended } && !wasUnknown)
        {
            problems.Add($"An append to {LoadStore.Stream(draft.Stream)} was taken for one made before, as {result.Versions}.");
        }

        Remember(draft, result, isNew: true);
    }

    /// <summary>What others may send at the same time: all must be told the same.</summary>
    private async Task SendDeliveredAsync()
    {
        var draft = Draft.Delivered();
        var (result, _) = await SettleAsync(draft);
        Remember(draft, result, isNew: result is not { Outcome: AppendOutcome.AlreadyAppended });
    }

    /// <summary>To several streams at once, while others send to them in the opposite order, and with the same ids.</summary>
    private async Task SendCrossingAsync()
    {
        foreach (var (draft, result) in await Task.WhenAll(Draft.Crossing(random).Select(SettleCrossingAsync)))
        {
            Remember(draft, result, isNew: result is not { Outcome: AppendOutcome.AlreadyAppended });
        }
    }

    /// <summary>What is there in the end: it, or the one that it crosses.</summary>
    private async Task<(Draft Draft, AppendResult? Result)> SettleCrossingAsync(Draft draft)
    {
        try
        {
            return (draft, (await SettleAsync(draft)).Result);
        }
        catch (DuplicateEventException)
        {
            var (result, _) = await SettleAsync(draft.Crossed());
            if (result is not { Outcome: AppendOutcome.AlreadyAppended })
            {
                problems.Add($"The ids of an append to {LoadStore.Stream(draft.Stream)} were taken, and not by the one that it crosses: that became {result?.Outcome}.");
            }

            lock (report)
            {
                report.Crossed++;
            }

            return (draft.Crossed(), result);
        }
    }

    /// <summary>The same at the same time: it must be there once.</summary>
    private async Task SendTwiceAsync(Draft draft)
    {
        var answers = await Task.WhenAll(SettleAsync(draft), SettleAsync(draft));
        var (one, other) = (answers[0].Result, answers[1].Result);
        if (one?.Versions != other?.Versions)
        {
            problems.Add($"Sent twice at once to {LoadStore.Stream(draft.Stream)}, it became {one?.Versions} and {other?.Versions}.");
        }

        Remember(draft, one, isNew: true);
    }

    /// <summary>What was acknowledged last, whatever is expected now.</summary>
    private async Task SendAgainAsync()
    {
        if (last is not { } made)
        {
            return;
        }

        var expected = random.Next(2) == 0 ? ExpectedVersion.NoStream : made.Draft.Expected;
        var (result, _) = await SettleAsync(made.Draft with { Expected = expected });
        if (result is not { Outcome: AppendOutcome.AlreadyAppended } || result.Versions != made.Versions)
        {
            problems.Add($"Sent again to {LoadStore.Stream(made.Draft.Stream)}, {made.Versions} became {result?.Outcome} {result?.Versions}.");
        }

        report.Recognised++;
    }
}
