using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EventStore.Conflicts.Samples.Tests.Shop;

/// <summary>The shop, open: the program itself, on a port it found free.</summary>
internal sealed class RunningShop : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SampleProcess process;

    private RunningShop(string[] arguments) => process = SampleProcess.StartIn(folder.File(string.Empty), "Shop.dll", arguments);

    internal HttpClient Client { get; } = new();

    internal static async Task<RunningShop> OpenAsync(params string[] arguments)
    {
        var shop = new RunningShop(arguments);
        if (await shop.process.ReadLineAsync() is { } said
            && said.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } address)
        {
            shop.Client.BaseAddress = new Uri(address);
            return shop;
        }

        // Whatever else it says first, it goes on running: nobody may wait for its end.
        shop.Dispose();
        throw new InvalidOperationException("The first thing the shop said was not where it is open.");
    }

    /// <summary>Saves what somebody changed who saw a version: the status, the ETag and the answer.</summary>
    internal async Task<(int Status, string? ETag, JsonNode Answer)> SaveAsync(string? seen, object edit)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/products/tea") { Content = JsonContent.Create(edit) };
        if (seen is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", seen);
        }

        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return ((int)response.StatusCode, response.Headers.ETag?.ToString(), answer);
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Dispose();
        folder.Dispose();
    }
}
