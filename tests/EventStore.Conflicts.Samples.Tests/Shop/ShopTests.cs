using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EventStore.Conflicts.Samples.Tests.Shop;

public sealed class ShopTests
{
    [Theory]
    [InlineData]
    [InlineData("--memory")]
    public async Task Two_people_who_saw_the_same_version_get_in_each_others_way_only_where_they_must(params string[] arguments)
    {
        using var shop = await RunningShop.OpenAsync(arguments);

        var ann = await shop.SaveAsync("\"1\"", new { by = "Ann", price = 5.25m });
        (ann.Status, ann.ETag, Outcome(ann.Answer)).Should().Be((200, "\"2\"", "saved"));

        var bob = await shop.SaveAsync("\"1\"", new { by = "Bob", stock = 18, note = "Sold two." });
        (bob.Status, bob.ETag, Outcome(bob.Answer)).Should().Be((200, "\"4\"", "admitted"));
        Meanwhile(bob.Answer).Should().Equal("Ann changed the price from 4.50 to 5.25.");

        var merged = await shop.SaveAsync("\"2\"", new { by = "Ann", stock = 25 });
        (merged.Status, merged.ETag, Outcome(merged.Answer), (int)merged.Answer["product"]!["stock"]!).Should().Be((200, "\"5\"", "merged", 23));

        var refused = await shop.SaveAsync("\"1\"", new { by = "Bob", price = 4m });
        (refused.Status, refused.ETag, (string?)refused.Answer["type"]).Should().Be((412, null, "/problems/changed-meanwhile"));
        Meanwhile(refused.Answer).Should().Equal(
            "Ann changed the price from 4.50 to 5.25.", "Bob changed the stock from 20 to 18.", "Bob noted: Sold two.", "Ann changed the stock from 18 to 23.");

        var again = await shop.SaveAsync("\"5\"", new { by = "Bob", price = 4m });
        (again.Status, again.ETag, Outcome(again.Answer)).Should().Be((200, "\"6\"", "saved"));
    }

    [Fact]
    public async Task Stocks_are_merged_only_as_long_as_something_would_be_left()
    {
        using var shop = await RunningShop.OpenAsync("--memory");
        (await shop.SaveAsync("\"1\"", new { by = "Ann", stock = 5 })).Status.Should().Be(200);

        (await shop.SaveAsync("\"1\"", new { by = "Bob", stock = 14 })).Status.Should().Be(412);
        (await shop.SaveAsync("\"1\"", new { by = "Bob", stock = 15 })).Status.Should().Be(200);
    }

    [Fact]
    public async Task Who_discontinues_must_have_seen_everything_but_notes()
    {
        using var shop = await RunningShop.OpenAsync("--memory");
        await shop.SaveAsync("\"1\"", new { by = "Ann", price = 5m });
        await shop.SaveAsync("\"2\"", new { by = "Ann", note = "Goes well." });

        (await shop.SaveAsync("\"1\"", new { by = "Bob", discontinue = true })).Status.Should().Be(412);
        (await shop.SaveAsync("\"2\"", new { by = "Bob", discontinue = true })).Status.Should().Be(200);

        foreach (var edit in (object[])[new { by = "Ann", price = 6m }, new { by = "Ann", stock = 1 }])
        {
            (await shop.SaveAsync("\"3\"", edit)).Status.Should().Be(412);
            var (status, _, answer) = await shop.SaveAsync("\"4\"", edit);
            (status, (string?)answer["detail"]).Should().Be((422, "The product is discontinued."));
        }

        (await shop.SaveAsync("\"3\"", new { by = "Ann", note = "A pity." })).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(0.0, 5, "A price must be more than 0.")]
    [InlineData(1.0, -1, "The stock cannot be less than 0.")]
    public async Task What_makes_no_sense_is_refused(double price, int stock, string reason)
    {
        using var shop = await RunningShop.OpenAsync("--memory");

        var (status, _, answer) = await shop.SaveAsync("\"1\"", new { by = "Ann", price, stock });
        (status, (string?)answer["detail"]).Should().Be((422, reason));
    }

    [Fact]
    public async Task Whoever_saves_says_what_they_saw()
    {
        using var shop = await RunningShop.OpenAsync("--memory");

        (await shop.SaveAsync(null, new { by = "Ann", price = 5m })).Status.Should().Be(428);
    }

    [Fact]
    public async Task Whoever_saves_says_who_they_are()
    {
        using var shop = await RunningShop.OpenAsync("--memory");
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/products/tea") { Content = JsonContent.Create(new { price = 5m }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");

        using var response = await shop.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_name_or_a_note_that_is_too_long_is_refused_in_words()
    {
        using var shop = await RunningShop.OpenAsync("--memory");

        foreach (var (by, note, expected, reason) in new[]
        {
            (string.Empty, "Sold.", 400, "A name is 1 to 255 bytes of UTF-8 long."),
            (new string('é', 128), "Sold.", 400, "A name is 1 to 255 bytes of UTF-8 long."),
            (new string('x', 5_000_000), "Sold.", 400, "A name is 1 to 255 bytes of UTF-8 long."),
            ("Ann", new string('x', 201), 422, "A note is at most 200 characters long."),
            ("Ann", new string('x', 5_000_000), 422, "A note is at most 200 characters long."),
        })
        {
            var (status, _, answer) = await shop.SaveAsync("\"1\"", new { by, note });
            (status, (string?)answer["detail"]).Should().Be((expected, reason));
        }

        (await shop.SaveAsync("\"1\"", new { by = new string('x', 255), note = new string('x', 200) })).Status.Should().Be(200);
    }

    private static string? Outcome(JsonNode answer) => (string?)answer["outcome"];

    private static IEnumerable<string?> Meanwhile(JsonNode answer) => answer["meanwhile"]!.AsArray().Select(each => (string?)each!["text"]);
}
