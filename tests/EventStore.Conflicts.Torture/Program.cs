using System.CommandLine;
using EventStore.Conflicts.Histories;
using EventStore.Conflicts.Torture.Days;
using EventStore.Conflicts.Torture.Victims;
using EventStore.Conflicts.Torture.Workload;

var file = new Argument<string>("file");
var check = new Command("check", "Checks a history that was kept.") { file };
check.SetAction(arguments =>
{
    var violations = HistoryChecker.Check(HistoryFile.Read(arguments.GetRequiredValue(file)));
    Console.WriteLine(violations.Count == 0 ? "All promises are kept." : string.Join(Environment.NewLine, violations));
    return violations.Count == 0 ? 0 : 1;
});
var root = new RootCommand("Does to the engines what happens in production, and checks the recorded history.") { check, VictimCommand.Make(), CommandOf("all", "All days, one after the other.", Day.All) };
foreach (var day in Day.All)
{
    root.Add(CommandOf(day.Name, day.Description, [day]));
}

return await root.Parse(args).InvokeAsync();

Command CommandOf(string name, string description, IReadOnlyList<Day> days)
{
    var engine = new Option<string?>("--engine") { Description = "On which engine; on each where not given." };
    engine.AcceptOnlyFromAmong([.. days.SelectMany(day => day.Engines).Distinct(StringComparer.Ordinal)]);
    var seed = new Option<int?>("--seed") { Description = $"What everything is drawn from: 0 to {HistoryRun.MaxSeed}; some seed where not given. The cycles after the first have the next ones." };
    var cycles = new Option<int?>("--cycles") { Description = $"How often: {string.Join(", ", days.Select(day => $"{day.Cycles} {day.Name}"))} where not given." };
    var minutes = new Option<double?>("--minutes") { Description = "For how long at most, each day on each engine." };
    var folder = new Option<string>("--keep") { Description = "The folder for a history that fails.", DefaultValueFactory = _ => "artifacts/torture" };
    var command = new Command(name, description) { engine, seed, cycles, minutes, folder };
    command.SetAction(async (arguments, cancellationToken) =>
    {
        foreach (var day in days)
        {
            var often = arguments.GetValue(cycles) ?? day.Cycles;
            var options = new DayOptions(
                arguments.GetValue(seed) ?? Random.Shared.Next(HistoryRun.MaxSeed - often), often, arguments.GetValue(minutes) is { } most ? TimeSpan.FromMinutes(most) : day.Duration, arguments.GetRequiredValue(folder));
            foreach (var each in day.Engines.Where(each => arguments.GetValue(engine) is not { } one || one == each))
            {
                if (!await RunAsync(day, each, options, cancellationToken))
                {
                    return 1;
                }
            }
        }

        return 0;
    });
    return command;
}

static async Task<bool> RunAsync(Day day, string engine, DayOptions options, CancellationToken cancellationToken)
{
    try
    {
        return await day.RunAsync(engine, options, cancellationToken);
    }
    catch (Exception) when (cancellationToken.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync($"{day.Name} {engine} from seed {options.Seed} was ended by its user.");
        return false;
    }
    catch (Exception problem)
    {
        var (seed, told) = problem is FailedSeedException failed ? (failed.Seed, problem.Message) : (options.Seed, $"{problem}");
        await Console.Error.WriteLineAsync(Failure.Tell(day.Name, engine, seed, told));
        return false;
    }
}
