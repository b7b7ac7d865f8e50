using Microsoft.AspNetCore.Http;

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
    /// <c>ETag: "5+8"</c>. What names no version the client has seen, such as <see cref="ExpectedVersion.Any"/>, sets no <c>ETag</c>.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is null.</exception>
    public static void SetETag(this HttpResponse response, ExpectedVersion next)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (next.Kind == ExpectedVersionKind.Exactly)
        {
            response.Headers.ETag = $"\"{next}\"";
        }
    }

    /// <summary>Reads what <see cref="SetETag(HttpResponse, ExpectedVersion)"/> wrote; null for any other tag.</summary>
    /// <remarks>Only versions: a tag that said <c>any</c> would let a client past all rules.</remarks>
    internal static ExpectedVersion? Read(ReadOnlySpan<char> tag) =>
        tag is ['"', .. var text, '"'] && ExpectedVersion.TryParse(text.ToString(), provider: null, out var expected) && expected.Kind == ExpectedVersionKind.Exactly
            ? expected
            : null;
}
