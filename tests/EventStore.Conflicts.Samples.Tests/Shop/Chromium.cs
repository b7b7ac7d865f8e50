using Microsoft.Playwright;

namespace EventStore.Conflicts.Samples.Tests.Shop;

/// <summary>A browser that is installed here, without a window. Where there is none the tests are skipped, except where CI is true: there they fail.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Installed = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        try
        {
            browser = await playwright.Chromium.LaunchAsync(
                File.Exists(Installed) ? new() { ExecutablePath = Installed, Args = ["--disable-dev-shm-usage"] } : new() { Channel = "chrome" });
        }
        catch (PlaywrightException exception) when (exception.Message.Contains("is not found", StringComparison.Ordinal))
        {
            // Said by each test.
        }
    }

    /// <summary>A page that has forgotten everything.</summary>
    internal Task<IPage> NewPageAsync()
    {
        if (browser is null)
        {
            const string Missing = "There is no Chromium here. Install it, for example by 'apt-get install chromium', or Google Chrome.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true", Missing);
            Assert.Fail(Missing);
        }

        return browser.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
    }
}
