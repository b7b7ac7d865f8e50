namespace EventStore.Conflicts.Histories;

/// <summary>A promise that a history breaks. Immutable.</summary>
/// <param name="Kind">Which promise.</param>
/// <param name="Problem">How, in words.</param>
/// <param name="Calls">The calls that show it.</param>
/// <param name="Events">The events that show it, as they are in the store or were read.</param>
public sealed record Violation(ViolationKind Kind, string Problem, IReadOnlyList<Call> Calls, IReadOnlyList<SeenEvent> Events)
{
    /// <summary>For people: the promise, the problem, and a line for each call and each event.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine, [$"{Kind}: {Problem}", .. Calls.Select(call => $"  {call}"), .. Events.Select(each => $"  {each}")]);
}

/// <summary>The promises.</summary>
public enum ViolationKind
{
    /// <summary>Versions of a stream are 1 to n, without holes.</summary>
    BrokenVersions,

    /// <summary>Positions ascend, in the whole store and so in each stream.</summary>
    BrokenPositions,

    /// <summary>Everything in the store was sent so.</summary>
    NeverSent,

    /// <summary>Nothing is there twice, and nobody else is told that they wrote it.</summary>
    Doubled,

    /// <summary>Of a batch all is there or nothing, in its order and with nothing in between.</summary>
    Torn,

    /// <summary>What was acknowledged is there.</summary>
    Lost,

    /// <summary>What was acknowledged is where its caller was told.</summary>
    Misplaced,

    /// <summary>What was refused, failed or cancelled is not there.</summary>
    NotWithheld,

    /// <summary>What was acknowledged is recognised when it is sent again.</summary>
    NotRecognised,

    /// <summary>What was admitted had no conflicting event between what its caller had seen and its place, and was told what it is.</summary>
    WronglyAdmitted,

    /// <summary>What was refused had a reason at the version that the refusal names.</summary>
    WronglyRefused,

    /// <summary>The data is what was sent, or what merges make of it.</summary>
    WrongData,

    /// <summary>What ended before something else began comes before it; what was over is seen, and what has not begun isn't.</summary>
    OutOfOrder,

    /// <summary>What readers see is there, and ascends.</summary>
    WronglyRead,

    /// <summary>Nothing appears before a position, or a version, that a reader has passed.</summary>
    Skipped,
}
