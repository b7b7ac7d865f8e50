using System.Net;
using System.Text.Json.Nodes;

namespace EventStore.Conflicts.AspNetCore.Tests;

internal static class Problems
{
    /// <summary>The answer is exactly this problem; only the trace id, which ASP.NET adds to every one, is left out.</summary>
    internal static async Task ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string json)
    {
        var problem = JsonNode.Parse(await response.TextAsync())!.AsObject();
        problem.Remove("traceId");

        problem.ToJsonString().Should().Be(JsonNode.Parse(json)!.ToJsonString());
        response.StatusCode.Should().Be(status);
        ((int)problem["status"]!).Should().Be((int)status);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    internal static async Task<string> ShouldBeAsync(this HttpResponseMessage response, HttpStatusCode status, string? etag = null)
    {
        var text = await response.TextAsync();
        response.StatusCode.Should().Be(status, "the answer was: {0}", text);
        (etag is null || response.Headers.ETag?.ToString() == etag).Should().BeTrue("the ETag is {0}", response.Headers.ETag);
        return text;
    }

    internal static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
