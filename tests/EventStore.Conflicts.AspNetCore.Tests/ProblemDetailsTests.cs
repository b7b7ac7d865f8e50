using System.Net;
using EventStore.Conflicts.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EventStore.Conflicts.AspNetCore.Tests;

public sealed class ProblemDetailsTests
{
    private static readonly StreamId Stream = new("product-1");
    private static readonly Guid EventId = new("0195a5a0-0000-7000-8000-000000000001");

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task A_user_who_was_late_is_told_in_words_what_others_did(string engine)
    {
        await using var server = await Server.StartAsync(engine);
        await server.AppendAsync(new PriceChanged(1), new PriceChanged(2.5m), new NoteAdded("Secretly"));

        using var answer = await server.PutAsync("/price/3", "\"1\"");
        await answer.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, Changed(412));
    }

    [Theory]
    [InlineData("memory", true)]
    [InlineData("sqlite", true)]
    [InlineData("sqlite", false)]
    public async Task A_refused_append_is_told_the_same_with_412_only_for_If_Match(string engine, bool ifMatch)
    {
        await using var server = await Server.StartAsync(engine, map: app => app.MapPut("/late", (IEventStore store) =>
            store.AppendToStreamAsync(Stream, ExpectedVersion.Exactly(1), [new NewEvent(new PriceChanged(9))], cancellationToken: TestContext.Current.CancellationToken)));
        await server.AppendAsync(new PriceChanged(1), new PriceChanged(2.5m), new NoteAdded("Secretly"));

        using var answer = await server.PutAsync("/late", ifMatch ? ["\"1\""] : []);
        await answer.ShouldBeProblemAsync(ifMatch ? HttpStatusCode.PreconditionFailed : HttpStatusCode.Conflict, Changed(ifMatch ? 412 : 409));
    }

    [Fact]
    public async Task Of_very_many_events_the_first_are_listed_and_all_are_counted()
    {
        await using var server = await Server.StartAsync();
        await server.AppendAsync([.. Enumerable.Range(1, 151).Select(price => new PriceChanged(price))]);

        foreach (var path in (string[])["/append/3", "/price/3"])
        {
            using var answer = await server.PutAsync(path, "\"1\"");
            (await answer.ShouldBeAsync(HttpStatusCode.PreconditionFailed)).Should().Contain("\"meanwhileCount\":150")
                .And.Contain("set to 101.").And.NotContain("set to 102.");
        }
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_no_conflict_with_anybody()
    {
        await using var server = await Server.StartAsync();

        using var answer = await server.PutAsync("/price/3", "\"7\"");
        await answer.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, """
            {"type":"/problems/wrong-version","title":"Not in the expected state","status":412,
             "detail":"This is not in the state that the change expects. Nothing was saved. Please load it again.",
             "stream":"product-1","expected":"7","actual":0}
            """);
    }

    [Fact]
    public async Task What_the_domain_refuses_is_told_in_its_own_words()
    {
        await using var server = await Server.StartAsync();

        using var answer = await server.PutAsync("/price/0", "\"0\"");
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, """
            {"type":"/problems/not-possible","title":"Not possible","status":422,"detail":"A price is more than 0."}
            """);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_a_conflict_that_tells_nothing_of_who_has_it()
    {
        await using var server = await Server.StartAsync(map: app => app.MapPut("/taken/{id}", (string id, IEventStore store) => store.AppendToStreamAsync(
            new StreamId(id), ExpectedVersion.Any, [new NewEvent(new PriceChanged(1), EventId)], cancellationToken: TestContext.Current.CancellationToken)));
        using var first = await server.PutAsync("/taken/a-secret-stream");
        await first.ShouldBeAsync(HttpStatusCode.OK);

        using var answer = await server.PutAsync("/taken/another");
        await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, """
            {"type":"/problems/duplicate-event","title":"An id is taken","status":409,
             "detail":"Something else was saved under an id of this change. Nothing was saved.",
             "stream":"another","eventId":"0195a5a0-0000-7000-8000-000000000001"}
            """);
    }

    [Theory]
    [InlineData("contended", 409, """
        {"type":"/problems/contended","title":"Others keep changing this","status":409,
         "detail":"Others kept changing this while it was being saved. Nothing was saved. Please try again later.","stream":"product-1","expected":"2","actual":5}
        """)]
    [InlineData("store-unavailable", 503, """
        {"type":"/problems/store-unavailable","title":"Temporarily unavailable","status":503,"detail":"Nothing was saved. Please try again later."}
        """)]
    [InlineData("timed-out", 503, """
        {"type":"/problems/timed-out","title":"It took too long","status":503,
         "detail":"It took too long and was given up. This request saved nothing. Please try again later.","stream":"product-1"}
        """)]
    [InlineData("send-the-same-again", 503, """
        {"type":"/problems/send-the-same-again","title":"Not known whether it was saved","status":503,
         "detail":"Send the same request again, with the same ids: if it was saved, that is recognised.","stream":"product-1"}
        """)]
    [InlineData("saved-but-unread", 500, """
        {"type":"/problems/saved-but-unread","title":"Saved, but not read back","status":500,
         "detail":"The change was saved, but what it led to could not be read. Please load it again; don't send the change again.","stream":"product-1"}
        """)]
    public async Task Troubles_of_the_store_say_what_to_do_and_when(string name, int status, string json)
    {
        await using var server = await Server.StartAsync(map: app => app.MapGet("/fail", object () => throw Failure(name)));

        using var answer = await server.SendAsync(HttpMethod.Get, "/fail");
        await answer.ShouldBeProblemAsync((HttpStatusCode)status, json);
        answer.Headers.RetryAfter?.Delta.Should().Be(TimeSpan.FromSeconds(1));
        (answer.Headers.RetryAfter is not null).Should().Be(name != "saved-but-unread");
    }

    [Fact]
    public async Task Other_errors_are_not_ours_and_leak_nothing()
    {
        await using var server = await Server.StartAsync(map: app =>
            app.MapGet("/fail", object () => throw new EventStoreUnusableException("a secret", new InvalidOperationException("a secret"))));

        using var answer = await server.SendAsync(HttpMethod.Get, "/fail");
        (await answer.ShouldBeAsync(HttpStatusCode.InternalServerError)).Should().NotContain("secret").And.NotContain("   at ");
    }

    [Fact]
    public async Task Words_that_fail_are_replaced_by_plain_ones_and_tell_nothing()
    {
        await using var server = await Server.StartAsync();
        await server.AppendAsync(new PriceChanged(1), new Described(string.Empty), new PriceChanged(2));

        using var answer = await server.PutAsync("/price/3", "\"1\"");
        (await answer.ShouldBeAsync(HttpStatusCode.PreconditionFailed)).Should().Contain("\"text\":\"Described\"").And.NotContain("secret");
    }

    private static Exception Failure(string name)
    {
        var cause = new InvalidOperationException("a secret");
        return name switch
        {
            "contended" => new StreamContendedException(Stream, ExpectedVersion.DecidedAt(4, seen: 2), 5, rounds: 10),
            "store-unavailable" => new EventStoreUnavailableException("a secret", cause),
            "timed-out" => new CommandTimeoutException(Stream, TimeSpan.FromSeconds(30), attempts: 3, cause),
            "send-the-same-again" => new AppendOutcomeUnknownException(Stream, cause),
            _ => new CommandCommittedException(
                Stream, new AppendResult { Outcome = AppendOutcome.Appended, Version = 1, Next = ExpectedVersion.Exactly(1) }, cause),
        };
    }

    private static string Changed(int status) => $$"""
        {"type":"/problems/changed-meanwhile","title":"Changed by others meanwhile","status":{{status}},
         "detail":"Others changed this after you looked. Nothing was saved. Please review what has changed and try again.",
         "stream":"product-1","expected":"1","actual":3,
         "meanwhile":[
           {"version":2,"type":"price-changed","when":"2026-03-01T12:00:00+00:00","text":"The price was set to 2.5."},
           {"version":3,"type":"note-added","when":"2026-03-01T12:00:00+00:00","text":"Note added"}],
         "meanwhileCount":2}
        """;
}
