using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventStore.Conflicts.AspNetCore;

/// <summary>
/// What a client has seen, from the <c>If-Match</c> of its request. Of several tags the one that is current counts (RFC 9110, 13.1.1), and where none is, the newest:
/// versions only grow, so whoever has held it has seen the others. Weak tags, and tags that <see cref="StreamETag"/> didn't write, never match.
/// </summary>
public static class IfMatch
{
    private const string Any = "*";

    /// <summary>The version the user saw, for <c>CommandSettings.Seen</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="store">Is asked for the current version, and only where the client lists several.</param>
    /// <param name="stream">The stream that the request is about.</param>
    /// <param name="required">True where a request without <c>If-Match</c> is to be refused.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    /// <returns>
    /// Null where the request has no <c>If-Match</c>, and for <c>*</c>: the client asks only that there be something, and the decision has to see to that.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> or <paramref name="store"/> is null.</exception>
    /// <exception cref="BadHttpRequestException">
    /// There is none though it is <paramref name="required"/> (428); it is malformed (400); none of its tags is a version (412).
    /// </exception>
    public static async Task<long?> ReadSeenVersionAsync(
        this HttpRequest request, IEventStore store, StreamId stream, bool required = false, CancellationToken cancellationToken = default) =>
        await request.ReadExpectedVersionAsync(store, stream, required, cancellationToken).ConfigureAwait(false) is { NamesVersion: true } expected
            ? expected.Seen
            : null;

    /// <summary>What to give an append: <see cref="ExpectedVersionKind.Exactly"/>, or <see cref="ExpectedVersion.StreamExists"/> for <c>*</c>.</summary>
    /// <returns>Null where the request has no <c>If-Match</c>.</returns>
    /// <inheritdoc cref="ReadSeenVersionAsync" path="/*[self::param or self::exception]"/>
    public static async Task<ExpectedVersion?> ReadExpectedVersionAsync(
        this HttpRequest request, IEventStore store, StreamId stream, bool required = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(store);
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return required ? throw new PreconditionException(ProblemKind.IfMatchRequired) : null;
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || (tags.Count > 1 && tags.Any(IsAny)))
        {
            throw new PreconditionException(ProblemKind.IfMatchMalformed);
        }

        if (tags.Any(IsAny))
        {
            return ExpectedVersion.StreamExists;
        }

        ExpectedVersion[] listed =
        [
            .. tags.Where(tag => !tag.IsWeak).Select(tag => StreamETag.Read(tag.Tag)).OfType<ExpectedVersion>().OrderByDescending(expected => expected.Seen),
        ];
        if (listed.Length < 2)
        {
            return listed is [var only] ? only : throw new PreconditionException(ProblemKind.IfMatchUnknown);
        }

        var current = ExpectedVersion.Exactly(await store.GetStreamVersionAsync(stream, cancellationToken).ConfigureAwait(false));
        return listed.Contains(current) ? current : listed[0];
    }

    private static bool IsAny(EntityTagHeaderValue tag) => tag.Tag.Equals(Any, StringComparison.Ordinal);
}
