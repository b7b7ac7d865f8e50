using System.Net;

namespace EventStore.Conflicts.AspNetCore.Tests;

public sealed class IfMatchTests
{
    public static TheoryData<string> Engines => Server.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_ETag_of_an_answer_goes_back_as_what_the_user_saw(string engine)
    {
        await using var server = await Server.StartAsync(engine);
        using var empty = await server.SendAsync(HttpMethod.Get, "/price");
        await empty.ShouldBeAsync(HttpStatusCode.OK, "\"0\"");

        using var first = await server.PutAsync("/price/10", empty.Headers.ETag!.ToString());
        await first.ShouldBeAsync(HttpStatusCode.OK, "\"1\"");
        using var second = await server.PutAsync("/price/12", first.Headers.ETag!.ToString());
        await second.ShouldBeAsync(HttpStatusCode.OK, "\"2\"");

        using var loaded = await server.SendAsync(HttpMethod.Get, "/price");
        (await loaded.ShouldBeAsync(HttpStatusCode.OK, "\"2\"")).Should().Be("12");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_stale_note_is_admitted_and_its_ETag_leaves_out_what_its_writer_wrote(string engine)
    {
        await using var server = await Server.StartAsync(engine);
        await server.AppendAsync(new PriceChanged(1), new PriceChanged(2));

        using var note = await server.PutAsync("/append/hello", "\"1\"");
        (await note.ShouldBeAsync(HttpStatusCode.OK, "\"1+3\"")).Should().Be("Admitted");
        using var again = await server.PutAsync("/append/bye", note.Headers.ETag!.ToString());
        (await again.ShouldBeAsync(HttpStatusCode.OK, "\"1+3-4\"")).Should().Be("Admitted");
        using var price = await server.PutAsync("/append/5", again.Headers.ETag!.ToString());
        (await price.ShouldBeAsync(HttpStatusCode.PreconditionFailed)).Should().Contain("\"meanwhileCount\":1").And.NotContain("note-added");
    }

    [Theory]
    [InlineData("\"1\", \"2\"", HttpStatusCode.OK)]
    [InlineData("\"2\",W/\"9\", \"of another server\"", HttpStatusCode.OK)]
    [InlineData("\"2\", \"3\"", HttpStatusCode.OK)]
    [InlineData("\"9\", \"1\", \"2\"", HttpStatusCode.OK)]
    [InlineData("\"1\", \"0\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"1\", \"3\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"1\", \"0+2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("*", HttpStatusCode.OK)]
    public async Task Of_several_tags_the_current_one_counts_or_else_the_newest_and_a_star_is_any(string ifMatch, HttpStatusCode status)
    {
        await using var server = await Server.StartAsync();
        await server.AppendAsync(new PriceChanged(1), new PriceChanged(2));

        using var price = await server.PutAsync("/price/3", ifMatch);
        await price.ShouldBeAsync(status);
    }

    [Theory]
    [InlineData("\"1\", \"2\"", "\"2+4\"")]
    [InlineData("\"3\", \"4\"", "\"4\"")]
    public async Task What_an_append_expects_is_chosen_in_the_same_way(string ifMatch, string etag)
    {
        await using var server = await Server.StartAsync();
        await server.AppendAsync(new PriceChanged(1), new PriceChanged(2), new PriceChanged(3));

        using var note = await server.PutAsync("/append/hello", ifMatch);
        await note.ShouldBeAsync(HttpStatusCode.OK, etag);
    }

    [Fact]
    public async Task Tags_in_several_headers_are_one_list()
    {
        await using var server = await Server.StartAsync();
        await server.AppendAsync(new PriceChanged(1), new PriceChanged(2));

        using var answer = await server.PutAsync("/price/3", "\"1\"", "\"2\"");
        await answer.ShouldBeAsync(HttpStatusCode.OK, "\"3\"");
    }

    [Fact]
    public async Task A_star_wants_a_stream_that_is_there()
    {
        await using var server = await Server.StartAsync();

        using var absent = await server.PutAsync("/append/3", "*");
        await absent.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, """
            {"type":"/problems/wrong-version","title":"Not in the expected state","status":412,
             "detail":"This is not in the state that the change expects. Nothing was saved. Please load it again.",
             "stream":"product-1","expected":"stream-exists","actual":0}
            """);
        await server.AppendAsync(new PriceChanged(1));
        using var present = await server.PutAsync("/append/3", "*");
        await present.ShouldBeAsync(HttpStatusCode.OK);
        present.Headers.ETag.Should().BeNull("nothing is known of what the client has seen");
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"5")]
    [InlineData("\"1\", nonsense")]
    [InlineData("*, \"1\"")]
    [InlineData("\"1\" \"2\"")]
    public async Task A_malformed_one_is_a_bad_request(string ifMatch)
    {
        await using var server = await Server.StartAsync();

        using var answer = await server.PutAsync("/price/3", ifMatch);
        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, """
            {"type":"/problems/if-match-malformed","title":"If-Match is malformed","status":400,
             "detail":"If-Match must be a list of entity tags in double quotes, such as \"5\", or a single *."}
            """);
    }

    [Theory]
    [InlineData("W/\"1\"")]
    [InlineData("w/\"1\"")]
    [InlineData("\"of another server\"")]
    [InlineData("\"any\"")]
    [InlineData("\"no-stream\"")]
    [InlineData("\"stream-exists\"")]
    [InlineData("\"1:1\"")]
    [InlineData("\"01\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"99999999999999999999\"")]
    [InlineData("\"\"")]
    public async Task Weak_tags_and_those_that_are_no_version_never_match(string ifMatch)
    {
        await using var server = await Server.StartAsync();
        await server.AppendAsync(new PriceChanged(1));

        using var answer = await server.PutAsync("/price/3", ifMatch);
        await answer.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, """
            {"type":"/problems/if-match-unknown","title":"If-Match names no version","status":412,
             "detail":"None of the entity tags in If-Match is a strong ETag of this resource. Load it again and send the ETag as it came; one that begins with W/ never matches."}
            """);
    }

    [Fact]
    public async Task Without_one_nobody_saw_anything_unless_it_is_required()
    {
        await using var server = await Server.StartAsync();

        using var accepted = await server.PutAsync("/price/3");
        await accepted.ShouldBeAsync(HttpStatusCode.OK, "\"1\"");
        using var refused = await server.PutAsync("/price/3?required=true");
        await refused.ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired, """
            {"type":"/problems/if-match-required","title":"If-Match is required","status":428,
             "detail":"Say which version was seen: send the ETag that came with it as If-Match."}
            """);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_many_clients_that_saw_the_same_version_one_is_first_and_the_others_are_told(string engine)
    {
        await using var server = await Server.StartAsync(engine);
        await server.AppendAsync(new PriceChanged(1));

        var answers = await Task.WhenAll(Enumerable.Range(2, 8).Select(price => server.PutAsync($"/price/{price}", "\"1\"")));

        answers.Select(answer => answer.StatusCode).Order()
            .Should().Equal([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.PreconditionFailed, 7)]);
        var (first, others) = (answers.Single(answer => answer.IsSuccessStatusCode), answers.Where(answer => !answer.IsSuccessStatusCode));
        var price = await first.TextAsync();
        foreach (var other in others)
        {
            (await other.TextAsync()).Should().Contain($"The price was set to {price}.").And.Contain("\"meanwhileCount\":1");
        }
    }
}
