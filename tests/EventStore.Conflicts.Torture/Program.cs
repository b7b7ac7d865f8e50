using System.CommandLine;
using EventStore.Conflicts;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Days;
using EventStore.Conflicts.Torture.Engines;
using EventStore.Conflicts.Torture.Workload;

var engine = new Option<string?>("--engine") { Description = "On which engine; on each where not given." };
engine.AcceptOnlyFromAmong([.. Engine.Names]);
var seed = new Option<int?>("--seed") { Description = $"What everything is drawn from: 0 to {HistoryRun.MaxSeed}; some seed where not given. The cycles after the first have the next ones." };
var cycles = new Option<int>("--cycles") { Description = "How often.", DefaultValueFactory = _ => 1_000 };
var minutes = new Option<double>("--minutes") { Description = "For how long at most.", DefaultValueFactory = _ => TimeSpan.FromDays(1).TotalMinutes };
var folder = new Option<string>("--keep") { Description = "The folder for a history that fails.", DefaultValueFactory = _ => "artifacts/torture" };

var histories = Day(
    HistoriesDay.Name, "Random calls of 2 to 16 writers to few streams under random rules, readers beside. Every 2,000th seed is a long one.", HistoriesDay.RunAsync);
var file = new Argument<string>("file");
var check = new Command("check", "Checks a history that was kept.") { file };
check.SetAction(arguments =>
{
    var violations = HistoryChecker.Check(HistoryFile.Read(arguments.GetRequiredValue(file)));
    Console.WriteLine(violations.Count == 0 ? "All promises are kept." : string.Join(Environment.NewLine, violations));
    return violations.Count == 0 ? 0 : 1;
});
return await new RootCommand("Does to the engines what happens in production, and checks the recorded history.") { histories, check }.Parse(args).InvokeAsync();

Command Day(string name, string description, Func<DayOptions, CancellationToken, Task<bool>> run)
{
    var day = new Command(name, description) { engine, seed, cycles, minutes, folder };
    day.SetAction(async (arguments, cancellationToken) =>
    {
        var options = new DayOptions(
            arguments.GetValue(engine),
            arguments.GetValue(seed) ?? Random.Shared.Next(HistoryRun.MaxSeed - arguments.GetValue(cycles)),
            arguments.GetValue(cycles),
            TimeSpan.FromMinutes(arguments.GetValue(minutes)),
            arguments.GetRequiredValue(folder));
        try
        {
            return await run(options, cancellationToken) ? 0 : 1;
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException or EventStoreException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{name} with seed {options.Seed}: {problem}");
            return 1;
        }
    });
    return day;
}
