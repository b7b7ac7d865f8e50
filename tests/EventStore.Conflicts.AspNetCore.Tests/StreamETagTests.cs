using Microsoft.AspNetCore.Http;

namespace EventStore.Conflicts.AspNetCore.Tests;

public sealed class StreamETagTests
{
    private readonly HttpResponse response = new DefaultHttpContext().Response;

    [Theory]
    [InlineData("5", "\"5\"")]
    [InlineData("5+8-9", "\"5+8-9\"")]
    [InlineData("7:5", "\"5\"")]
    [InlineData("no-stream", "\"0\"")]
    public void It_says_what_the_client_has_seen(string next, string etag)
    {
        response.SetETag(ExpectedVersion.Parse(next));

        response.Headers.ETag.Should().Equal(etag);
    }

    [Theory]
    [InlineData("any")]
    [InlineData("stream-exists")]
    public void Where_nothing_is_known_of_that_there_is_none_and_one_from_before_goes(string next)
    {
        response.SetETag(3);

        response.SetETag(ExpectedVersion.Parse(next));

        response.Headers.Should().NotContainKey("ETag");
    }

    [Fact]
    public void What_says_nothing_at_all_is_refused_by_name() =>
        response.Invoking(each => each.SetETag(default(ExpectedVersion))).Should().Throw<ArgumentException>().WithMessage("default(ExpectedVersion)*").WithParameterName("next");
}
