using EventStore.Conflicts.Commands;
using Microsoft.AspNetCore.Http;

namespace EventStore.Conflicts.AspNetCore;

/// <summary>A kind of problem, in words for people: a part of the contract with clients.</summary>
/// <param name="Name">Ends its <c>type</c>.</param>
/// <param name="Status">Its status code.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Detail">What to do about it.</param>
/// <param name="IsOurs">True where it is the store's trouble: logged, and not the client's to mend.</param>
/// <param name="IsTemporary">True where the same request may succeed later.</param>
internal sealed record ProblemKind(string Name, int Status, string Title, string Detail, bool IsOurs = false, bool IsTemporary = false)
{
    internal static readonly ProblemKind IfMatchMalformed = new(
        "if-match-malformed",
        StatusCodes.Status400BadRequest,
        "If-Match is malformed",
        "If-Match must be a list of entity tags in double quotes, such as \"5\", or a single *.");

    internal static readonly ProblemKind IfMatchUnknown = new(
        "if-match-unknown",
        StatusCodes.Status412PreconditionFailed,
        "If-Match names no version",
        "None of the entity tags in If-Match is a strong ETag of this resource. Load it again and send the ETag as it came; one that begins with W/ never matches.");

    internal static readonly ProblemKind IfMatchRequired = new(
        "if-match-required",
        StatusCodes.Status428PreconditionRequired,
        "If-Match is required",
        "Say which version was seen: send the ETag that came with it as If-Match.");

    private static readonly ProblemKind ChangedMeanwhile = new(
        "changed-meanwhile",
        StatusCodes.Status409Conflict,
        "Changed by others meanwhile",
        "Others changed this after you looked. Nothing was saved. Please review what has changed and try again.");

    private static readonly ProblemKind WrongVersion = new(
        "wrong-version",
        StatusCodes.Status409Conflict,
        "Not in the expected state",
        "This is not in the state that the change expects. Nothing was saved. Please load it again.");

    private static readonly ProblemKind Contended = new(
        "contended",
        StatusCodes.Status409Conflict,
        "Others keep changing this",
        "Others kept changing this while it was being saved. Nothing was saved. Please try again later.",
        IsTemporary: true);

    private static readonly ProblemKind DuplicateEvent = new(
        "duplicate-event", StatusCodes.Status409Conflict, "An id is taken", "Something else was saved under an id of this change. Nothing was saved.");

    private static readonly ProblemKind StoreUnavailable = new(
        "store-unavailable",
        StatusCodes.Status503ServiceUnavailable,
        "Temporarily unavailable",
        "Nothing was saved. Please try again later.",
        IsOurs: true,
        IsTemporary: true);

    private static readonly ProblemKind TimedOut = new(
        "timed-out",
        StatusCodes.Status503ServiceUnavailable,
        "It took too long",
        "It took too long and was given up. This request saved nothing. Please try again later.",
        IsOurs: true,
        IsTemporary: true);

    private static readonly ProblemKind SendTheSameAgain = new(
        "send-the-same-again",
        StatusCodes.Status503ServiceUnavailable,
        "Not known whether it was saved",
        "Send the same request again, with the same ids: if it was saved, that is recognised.",
        IsOurs: true,
        IsTemporary: true);

    private static readonly ProblemKind SavedButUnread = new(
        "saved-but-unread",
        StatusCodes.Status500InternalServerError,
        "Saved, but not read back",
        "The change was saved, but what it led to could not be read. Please load it again; don't send the change again.",
        IsOurs: true);

    /// <summary>What an exception is to a client; null where it is none of the store's, or nothing a client can do something about.</summary>
    internal static ProblemKind? Of(Exception exception, bool hadIfMatch) => exception switch
    {
        PreconditionException precondition => precondition.Kind,
        UserFacingConflictException or StreamConflictException => ChangedMeanwhile.OrPreconditionFailed(hadIfMatch),
        WrongExpectedVersionException => WrongVersion.OrPreconditionFailed(hadIfMatch),
        StreamContendedException => Contended,
        DuplicateEventException => DuplicateEvent,
        InvalidCommandException invalid => new ProblemKind("not-possible", StatusCodes.Status422UnprocessableEntity, "Not possible", invalid.Message),
        EventStoreUnavailableException => StoreUnavailable,
        CommandTimeoutException => TimedOut,
        AppendOutcomeUnknownException => SendTheSameAgain,
        CommandCommittedException => SavedButUnread,
        _ => null,
    };

    private ProblemKind OrPreconditionFailed(bool hadIfMatch) => hadIfMatch ? this with { Status = StatusCodes.Status412PreconditionFailed } : this;
}
