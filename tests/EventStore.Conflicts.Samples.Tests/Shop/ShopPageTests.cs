using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventStore.Conflicts.Samples.Tests.Shop;

/// <summary>Two people at the shop's page, in a real browser. Everything is found as somebody who doesn't see the page would find it: by roles and labels.</summary>
public sealed class ShopPageTests : IClassFixture<Chromium>, IAsyncLifetime
{
    private readonly Chromium chromium;
    private readonly List<string> requested = [];
    private readonly List<string> errors = [];
    private RunningShop shop = null!; // Both null only where there is no browser, and so no test.
    private IPage page = null!;

    static ShopPageTests() => SetDefaultExpectTimeout(60_000);

    public ShopPageTests(Chromium chromium) => this.chromium = chromium;

    private ILocator Ann => page.GetByRole(AriaRole.Region, new() { Name = "Ann's editor" });

    private ILocator Bob => page.GetByRole(AriaRole.Region, new() { Name = "Bob's editor" });

    public async ValueTask InitializeAsync()
    {
        page = await chromium.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        page.Request += (_, request) => requested.Add(request.Url);
        page.PageError += (_, error) => errors.Add(error);
        shop = await RunningShop.OpenAsync("--memory");
        await page.GotoAsync(shop.Client.BaseAddress!.ToString());
        await Expect(Ann).ToContainTextAsync("Green tea, version 1");
        await Expect(Bob).ToContainTextAsync("Green tea, version 1");
    }

    [Fact]
    public async Task A_price_and_a_stock_are_both_saved()
    {
        await SaveAsync(Ann, "Price", "5.25");
        await ExpectAnswerAsync(Ann, "Saved: nobody came between.");

        await SaveAsync(Bob, "Stock", "18");

        await ExpectAnswerAsync(Bob, "Admitted:", "Ann changed the price from 4.50 to 5.25.");
        await Expect(Bob.GetByLabel("Price")).ToHaveValueAsync("5.25");
        await Expect(Bob).ToContainTextAsync("version 3");
        ShouldBeQuietAndAtHome();
    }

    [Fact]
    public async Task Two_stocks_are_merged()
    {
        await SaveAsync(Ann, "Stock", "25");
        await ExpectAnswerAsync(Ann, "Saved");

        await SaveAsync(Bob, "Stock", "18");

        await ExpectAnswerAsync(Bob, "Merged:", "Ann changed the stock from 20 to 25.");
        await Expect(Bob.GetByLabel("Stock")).ToHaveValueAsync("23");
    }

    [Fact]
    public async Task Of_two_prices_the_second_is_rejected_and_can_be_saved_once_the_first_was_seen()
    {
        await SaveAsync(Ann, "Price", "5.25");
        await ExpectAnswerAsync(Ann, "Saved");

        await SaveAsync(Bob, "Price", "4");

        await ExpectAnswerAsync(
            Bob, "Rejected: Others changed this after you looked. Nothing was saved. Please review what has changed and try again.",
            "Ann changed the price from 4.50 to 5.25.");
        await Bob.GetByRole(AriaRole.Button, new() { Name = "Load theirs and try again" }).ClickAsync();
        await ExpectAnswerAsync(Bob, "Loaded theirs. Your changes are kept: review them and save.");
        await Expect(Bob).ToContainTextAsync("version 2");
        await Expect(Bob.GetByText("(now: 5.25)")).ToBeVisibleAsync();
        await Expect(Bob.GetByLabel("Price")).ToHaveValueAsync("4.00");

        // The focus is where the next step is.
        await page.Keyboard.PressAsync("Enter");

        await ExpectAnswerAsync(Bob, "Saved: nobody came between.");
        await Expect(Bob).ToContainTextAsync("version 3");
        ShouldBeQuietAndAtHome();
    }

    [Fact]
    public async Task It_can_be_used_by_keyboard_alone_and_shows_what_was_typed_as_text()
    {
        await Ann.GetByLabel("New note").FocusAsync();
        await page.Keyboard.TypeAsync("<b>Goes</b> well.");
        await page.Keyboard.PressAsync("Enter");
        await ExpectAnswerAsync(Ann, "Saved");

        await Bob.GetByLabel("Price").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");

        await ExpectAnswerAsync(Bob, "Admitted:", "Ann noted: <b>Goes</b> well.");
        await Expect(Bob.GetByRole(AriaRole.Listitem).Filter(new() { HasTextString = "Goes" })).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task What_has_the_focus_and_what_was_answered_stand_out_in_light_and_dark(ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await SaveAsync(Ann, "Price", "5.25");
        await ExpectAnswerAsync(Ann, "Saved");
        await SaveAsync(Bob, "Price", "4");
        await ExpectAnswerAsync(Bob, "Rejected");
        await Bob.GetByLabel("Stock").FocusAsync();

        (await ContrastAsync(Bob.GetByLabel("Stock"), "outlineColor")).Should().BeGreaterThan(3);
        (await ContrastAsync(Ann.GetByRole(AriaRole.Status), "borderLeftColor")).Should().BeGreaterThan(3);
        (await ContrastAsync(Bob.GetByRole(AriaRole.Status), "borderLeftColor")).Should().BeGreaterThan(3);
        (await ContrastAsync(Bob.GetByRole(AriaRole.Status), "color")).Should().BeGreaterThan(4.5);
    }

    public async ValueTask DisposeAsync()
    {
        await (page?.CloseAsync() ?? Task.CompletedTask);
        shop?.Dispose();
    }

    private static async Task SaveAsync(ILocator editor, string field, string value)
    {
        await editor.GetByLabel(field).FillAsync(value);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
    }

    /// <summary>How a colour of an element stands out from the page (WCAG 2): from 1 to 21.</summary>
    private static Task<double> ContrastAsync(ILocator element, string property) => element.EvaluateAsync<double>(
        """
        (element, property) => {
          const pen = new OffscreenCanvas(1, 1).getContext('2d');
          const luminance = (...layers) => {
            for (pen.fillStyle of layers) pen.fillRect(0, 0, 1, 1);
            const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map(each => each / 255).map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
            return .2126 * red + .7152 * green + .0722 * blue;
          };
          document.body.style.background = 'Canvas';
          const page = getComputedStyle(document.body).backgroundColor;
          const [darker, lighter] = [luminance(page), luminance(page, getComputedStyle(element)[property])].sort((one, other) => one - other);
          return (lighter + .05) / (darker + .05);
        }
        """,
        property);

    private static async Task ExpectAnswerAsync(ILocator editor, params string[] texts)
    {
        foreach (var text in texts)
        {
            await Expect(editor.GetByRole(AriaRole.Status)).ToContainTextAsync(text);
        }
    }

    private void ShouldBeQuietAndAtHome()
    {
        errors.Should().BeEmpty();
        requested.Should().NotBeEmpty()
            .And.OnlyContain(url => url.StartsWith(shop.Client.BaseAddress!.ToString(), StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal));
    }
}
