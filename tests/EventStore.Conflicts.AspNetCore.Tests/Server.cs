using System.Globalization;
using System.Net.Http.Headers;
using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventStore.Conflicts.AspNetCore.Tests;

/// <summary>A small application on Kestrel, on a free port of the loopback, and a client that sends what it is told over a socket.</summary>
public sealed class Server : IAsyncDisposable
{
    private static readonly StreamId Stream = new("product-1");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("http-");
    private readonly WebApplication app;

    private Server(string engine, Action<EventStoreProblemOptions>? configure, Action<WebApplication>? map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new FixedClock(Now));
        builder.Services.AddEventStore(store => Use(store, engine)
            .MapEvents(types => types.Map<PriceChanged>("price-changed").Map<NoteAdded>("note-added").Map<Described>("described"))
            .ConfigureConflicts(rules =>
            {
                rules.For<PriceChanged>().ConflictsWithItself();
                rules.For<NoteAdded>().NeverConflicts();
            }));
        builder.Services.AddEventStoreProblemDetails(configure ?? (options => options
            .DescribeEvent<PriceChanged>(e => $"The price was set to {e.Price}.")
            .DescribeEvent<Described>(e => e.Text.Length > 0 ? e.Text : throw new InvalidOperationException("a secret"))));
        builder.Services.AddHealthChecks().AddEventStore(timeout: TimeSpan.FromMinutes(1));
        app = builder.Build();
        app.UseExceptionHandler();
        app.MapHealthChecks("/health");
        Map(app);
        map?.Invoke(app);
    }

    public static TheoryData<string> Engines => ["memory", "sqlite"];

    public HttpClient Client { get; } = new();

    public IEventStore Store => app.Services.GetRequiredService<IEventStore>();

    public static async Task<Server> StartAsync(
        string engine = "memory", Action<EventStoreProblemOptions>? configure = null, Action<WebApplication>? map = null)
    {
        var server = new Server(engine, configure, map);
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        server.Client.BaseAddress = new Uri(server.app.Urls.Single());
        return server;
    }

    /// <summary>Appends events that somebody else decided.</summary>
    public Task<AppendResult> AppendAsync(params object[] events) => Store.AppendToStreamAsync(
        Stream, ExpectedVersion.Any, [.. events.Select(each => each as NewEvent ?? new NewEvent(each))], cancellationToken: TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params string[] ifMatch)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var each in ifMatch)
        {
            request.Headers.TryAddWithoutValidation("If-Match", each).Should().BeTrue();
        }

        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> PutAsync(string path, params string[] ifMatch) => SendAsync(HttpMethod.Put, path, ifMatch);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private EventStoreBuilder Use(EventStoreBuilder store, string engine) =>
        engine == "sqlite" ? store.UseSqlite(Path.Combine(folder.FullName, "http.db")) : store.UseInMemory();

    private static void Map(WebApplication app)
    {
        var fold = new Fold<decimal>(0, (price, @event) => @event is PriceChanged changed ? changed.Price : price);
        app.MapGet("/price", async (HttpResponse response, CommandExecutor commands, CancellationToken token) =>
        {
            var (price, version) = await commands.LoadAsync(Stream, fold, token);
            response.SetETag(version);
            return price;
        });
        app.MapPut("/price/{price}", async (decimal price, bool? required, HttpContext http, IEventStore store, CommandExecutor commands, CancellationToken token) =>
        {
            var settings = new CommandSettings { Seen = await http.Request.ReadSeenVersionAsync(store, Stream, required ?? false, token) };
            var result = await commands.ExecuteAsync(
                Stream, fold, _ => price > 0 ? [new PriceChanged(price)] : throw new InvalidCommandException("A price is more than 0."), settings, token);
            http.Response.SetETag(result.Version);
            return result.State;
        });
        app.MapPut("/append/{text}", async (string text, HttpContext http, IEventStore store, CancellationToken token) =>
        {
            object data = decimal.TryParse(text, CultureInfo.InvariantCulture, out var price) ? new PriceChanged(price) : new NoteAdded(text);
            var expected = await http.Request.ReadExpectedVersionAsync(store, Stream, cancellationToken: token) ?? ExpectedVersion.Any;
            var result = await store.AppendToStreamAsync(Stream, expected, [new NewEvent(data)], cancellationToken: token);
            http.Response.SetETag(result.Next);
            return result.Outcome.ToString();
        });
    }

    private sealed class FixedClock(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}
