using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EventStore.Conflicts.AspNetCore;

/// <summary>The version of a stream as a strong <c>ETag</c> (RFC 9110): what a client sends back in <c>If-Match</c>, and <see cref="IfMatch"/> reads.</summary>
public static class StreamETag
{
    /// <summary>Says which version of a stream the answer shows: <c>ETag: "5"</c>. 0 is a stream without events.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is negative.</exception>
    public static void SetETag(this HttpResponse response, long version) => response.SetETag(ExpectedVersion.Exactly(version));

    /// <summary>
    /// Says what the client may expect in its next append: <see cref="AppendResult.Next"/> of a client that was not shown what others did, for example
    /// <c>ETag: "5+8"</c>. It says what the client has seen and nothing else: 0 for <see cref="ExpectedVersion.NoStream"/>, <see cref="ExpectedVersion.Seen"/> for
    /// <see cref="ExpectedVersion.DecidedAt"/>. <see cref="ExpectedVersion.Any"/> and <see cref="ExpectedVersion.StreamExists"/> say nothing of that: then there is no
    /// <c>ETag</c>, and one that was set before is taken away.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="next"/> is the <c>default</c> of its struct.</exception>
    public static void SetETag(this HttpResponse response, ExpectedVersion next)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.ETag = next.Kind switch
        {
            ExpectedVersionKind.Exactly => $"\"{next}\"",
            ExpectedVersionKind.DecidedAt or ExpectedVersionKind.NoStream => $"\"{ExpectedVersion.Exactly(next.Seen)}\"",
            ExpectedVersionKind.Any or ExpectedVersionKind.StreamExists => StringValues.Empty,
            _ => throw new ArgumentException("default(ExpectedVersion) says nothing of what the client has seen.", nameof(next)),
        };
    }

    /// <summary>Reads what <see cref="SetETag(HttpResponse, ExpectedVersion)"/> wrote; null for any other tag.</summary>
    /// <remarks>Only versions: a tag that said <c>any</c> would let a client past all rules.</remarks>
    internal static ExpectedVersion? Read(ReadOnlySpan<char> tag) =>
        tag is ['"', .. var text, '"'] && ExpectedVersion.TryParse(text.ToString(), provider: null, out var expected) && expected.Kind == ExpectedVersionKind.Exactly
            ? expected
            : null;
}
