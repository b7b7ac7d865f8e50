using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EventStore.Conflicts.AspNetCore;

/// <summary>
/// What a client has seen, from the <c>If-Match</c> of its request. Of several tags the newest version counts: versions only grow, so whoever has held it has seen the
/// others. Weak tags, and tags that <see cref="StreamETag"/> didn't write, never match.
/// </summary>
public static class IfMatch
{
    private const string Any = "*";

    /// <summary>The version the user saw, for <c>CommandSettings.Seen</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="required">True where a request without <c>If-Match</c> is to be refused.</param>
    /// <returns>
    /// Null where the request has no <c>If-Match</c>, and for <c>*</c>: the client asks only that there be something, and the decision has to see to that.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    /// <exception cref="BadHttpRequestException">
    /// There is none though it is <paramref name="required"/> (428); it is malformed (400); none of its tags is a version (412).
    /// </exception>
    public static long? ReadSeenVersion(this HttpRequest request, bool required = false) =>
        request.ReadExpectedVersion(required) is { NamesVersion: true } expected ? expected.Seen : null;

    /// <summary>What to give an append: <see cref="ExpectedVersionKind.Exactly"/>, or <see cref="ExpectedVersion.StreamExists"/> for <c>*</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="required">True where a request without <c>If-Match</c> is to be refused.</param>
    /// <returns>Null where the request has no <c>If-Match</c>.</returns>
    /// <inheritdoc cref="ReadSeenVersion" path="/exception"/>
    public static ExpectedVersion? ReadExpectedVersion(this HttpRequest request, bool required = false)
    {
        ArgumentNullException.ThrowIfNull(request);
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return required ? throw new PreconditionException(ProblemKind.IfMatchRequired) : null;
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || (tags.Count > 1 && tags.Any(IsAny)))
        {
            throw new PreconditionException(ProblemKind.IfMatchMalformed);
        }

        return tags.Any(IsAny) ? ExpectedVersion.StreamExists : Newest(tags) ?? throw new PreconditionException(ProblemKind.IfMatchUnknown);
    }

    private static bool IsAny(EntityTagHeaderValue tag) => tag.Tag.Equals(Any, StringComparison.Ordinal);

    private static ExpectedVersion? Newest(IEnumerable<EntityTagHeaderValue> tags) =>
        tags.Where(tag => !tag.IsWeak).Select(tag => StreamETag.Read(tag.Tag)).OfType<ExpectedVersion>()
            .OrderByDescending(expected => expected.Seen).Select(expected => (ExpectedVersion?)expected).FirstOrDefault();
}
