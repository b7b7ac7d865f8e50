using System.Text;
using EventStore.Conflicts;
using EventStore.Conflicts.AspNetCore;
using EventStore.Conflicts.Commands;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Rules;
using Shop;

const string InMemory = "--memory";
const int MaxNameBytes = 255;
var folder = Directory.CreateTempSubdirectory("shop-");
try
{
    await RunAsync(args, folder.FullName);
}
finally
{
    folder.Delete(recursive: true);
}

static async Task RunAsync(string[] args, string folder)
{
    var builder = WebApplication.CreateSlimBuilder([.. args.Where(each => each != InMemory)]);
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:0");
    builder.Services.AddEventStore(store => (args.Contains(InMemory) ? store.UseInMemory() : store.UseSqlite(Path.Combine(folder, "shop.db")))
        .MapEvents(types => types
            .Map<ProductAdded>("product-added")
            .Map<PriceChanged>("price-changed")
            .Map<StockChanged>("stock-changed")
            .Map<NoteAdded>("note-added")
            .Map<Discontinued>("discontinued"))
        .ConfigureConflicts(Rules)
        .AddRetries());
    builder.Services.AddEventStoreProblemDetails(problems => problems
        .DescribeEvent<PriceChanged>((price, recorded) => $"{User(recorded)} changed the price from {price.From:0.00} to {price.To:0.00}.")
        .DescribeEvent<StockChanged>((stock, recorded) => $"{User(recorded)} changed the stock from {stock.From} to {stock.To}.")
        .DescribeEvent<NoteAdded>((note, recorded) => $"{User(recorded)} noted: {note.Text}")
        .DescribeEvent<Discontinued>((_, recorded) => $"{User(recorded)} discontinued the product."));
    builder.Services.AddHealthChecks().AddEventStore();
    builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        context.ProblemDetails.Detail ??= (context.Exception as BadHttpRequestException)?.Message);
    builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.RespectRequiredConstructorParameters = json.SerializerOptions.RespectNullableAnnotations = true);

    await using var app = builder.Build();
    app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = exception => (exception as BadHttpRequestException)?.StatusCode ?? 500 });
    app.MapHealthChecks("/health");
    app.MapGet("/", () => Results.File(Path.Combine(AppContext.BaseDirectory, "index.html"), "text/html; charset=utf-8"));
    app.MapGet("/products/{id}", async (StreamId id, HttpResponse response, CommandExecutor commands, CancellationToken token) =>
    {
        var (product, version) = await commands.LoadAsync(id, Product.Fold, token);
        response.SetETag(version);
        return product is null ? Results.NotFound() : Results.Ok(product);
    });
    app.MapPatch("/products/{id}", async (StreamId id, Edit edit, HttpContext http, IEventStore store, CommandExecutor commands, EventDescriptions words, CancellationToken token) =>
    {
        var seen = await http.Request.ReadSeenVersionAsync(store, id, required: true, token);
        var settings = new CommandSettings { Seen = seen, Strategy = ConflictStrategy.Merge, Metadata = By(edit.By) };
        var result = await commands.ExecuteAsync(id, Product.Fold, edit.Decide, settings, token);
        http.Response.SetETag(result.Version);
        return Saved.From(result, words);
    });

    var store = app.Services.GetRequiredService<IEventStore>();
    await store.AppendToStreamAsync(new StreamId("tea"), ExpectedVersion.NoStream, [new NewEvent(new ProductAdded("Green tea", 4.50m, 20))]);
    await app.StartAsync();
    Console.WriteLine($"The shop is open at {app.Urls.Single()} (Ctrl+C closes it).");
    await app.WaitForShutdownAsync();
}

static void Rules(ConflictRegistryBuilder rules)
{
    rules.For<ProductAdded>().ConflictsWithItself();
    rules.For<NoteAdded>().NeverConflicts();
    rules.For<PriceChanged>().ConflictsWithItself().ConflictsWith<Discontinued>();
    rules.For<StockChanged>().ConflictsWith<Discontinued>().ConflictsWithItself().ResolveWith((mine, theirs) =>
    {
        var change = theirs.To - theirs.From;
        return mine.To + change < 0 ? Resolution.Conflict : Resolution.Replace(new StockChanged(mine.From + change, mine.To + change));
    });
    rules.For<Discontinued>().CompatibleOnlyWith<NoteAdded>();
}

static EventMetadata By(string user) => Encoding.UTF8.GetByteCount(user) is > 0 and <= MaxNameBytes
    ? new() { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["user"] = user } }
    : throw new BadHttpRequestException($"A name is 1 to {MaxNameBytes} bytes of UTF-8 long.");

static string User(RecordedEvent recorded) => recorded.Metadata.Headers["user"];
