using System.CommandLine;
using EventStore.Conflicts;
using EventStore.Conflicts.Configuration;
using EventStore.Conflicts.Samples.Replay;

const int Failed = 2;
const int Interrupted = 130;

var log = new Option<string>("--log") { Description = "The event log: CSV, plain or gzip.", HelpName = "FILE", Required = true };
var storeFile = new Option<string>("--store") { Description = "A SQLite file to replay into; it must hold no events yet.", HelpName = "FILE.db" };
var postgres = new Option<string>("--postgres") { Description = "A PostgreSQL database to replay into instead, in a schema of its own.", HelpName = "CONNECTION" };
var rulesFile = new Option<string>("--rules") { Description = "The conflict rules; without them every stale save is rejected.", HelpName = "FILE.json" };
var json = new Option<bool>("--json") { Description = "Write the figures as one JSON object." };
var command = new RootCommand("Replays an event log and counts the stale saves that a conflict registry would let through.")
{
    log, storeFile, postgres, rulesFile, json,
};
command.Validators.Add(given =>
{
    if (given.GetValue(storeFile) is not null && given.GetValue(postgres) is not null)
    {
        given.AddError("Give --store or --postgres, not both.");
    }
});
command.SetAction((arguments, cancellationToken) => Task.Run(
    () => RunAsync(
        arguments.GetRequiredValue(log),
        new Destination(arguments.GetValue(storeFile), arguments.GetValue(postgres)),
        arguments.GetValue(rulesFile),
        arguments.GetValue(json),
        cancellationToken),
    CancellationToken.None));

// A file name may begin with @, which would otherwise mean a file of arguments.
var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count == 0)
{
    // Not set, Ctrl+C would end the process on the spot; so it cancels, and the store is closed.
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
}

await parsed.InvokeAsync(new InvocationConfiguration { Output = Console.Error });
return Failed;

static async Task<int> RunAsync(string logPath, Destination destination, string? rulesPath, bool asJson, CancellationToken cancellationToken)
{
    try
    {
        var entries = rulesPath is null ? null : RulesFile.Load(rulesPath);
        var file = new LogFile(logPath);
        var scan = file.Scan(cancellationToken);
        var rules = entries is null ? null : ReplayRules.Resolve(rulesPath!, entries, scan.Types);
        foreach (var type in rules?.UnknownTypes ?? [])
        {
            await Console.Error.WriteLineAsync($"warning: {rulesPath}: the log has no event of type {Excerpt.Quote(type)}.");
        }

        await using var store = destination.AddTo(new EventStoreBuilder())
            // Every pair that a refusal is due to, not only the first hundred.
            .UseLimits(new EventStoreLimits { MaxReportedConflicts = 10_000 })
            .ConfigureConflicts(registry => rules?.AddTo(registry))
            .Build();
        await foreach (var _ in store.ReadAllAsync(maxCount: 1, cancellationToken: cancellationToken))
        {
            throw new ReplayException(destination.HoldsEvents);
        }

        var figures = await ProgressDisplay.ShowAsync(
            scan.Events, progress => new Replayer(store, progress).RunAsync(file.ReadRows(), cancellationToken));
        if (asJson)
        {
            Report.WriteJson(figures);
        }
        else
        {
            Report.WriteText(figures, withRules: rules is not null);
        }

        if (figures.Completed == 0)
        {
            await Console.Error.WriteLineAsync(
                $"warning: {logPath}: no work item was opened and saved, so nothing could be stale: "
                + "no START is followed by a COMPLETE (both in capitals) of the same case and activity.");
        }

        return 0;
    }
    catch (Exception problem) when (problem is ReplayException or EventStoreException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"error: {problem.Message}");
        return Failed;
    }
    catch (OperationCanceledException)
    {
        await Console.Error.WriteLineAsync($"Interrupted.{(destination.Keeps ? " What was replayed until then is in the store." : string.Empty)}");
        return Interrupted;
    }
}
