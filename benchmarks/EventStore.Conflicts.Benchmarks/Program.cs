using BenchmarkDotNet.Running;
using EventStore.Conflicts.Benchmarks;
using EventStore.Conflicts.Benchmarks.PostgreSql;
using EventStore.Conflicts.Benchmarks.Sqlite;

if (args is ["growth", .. var sizes])
{
    await Growth.RunAsync(sizes is [] ? ["0", "1000000", "10000000"] : sizes);
    return 0;
}

if (args is ["ratios", "sqlite"])
{
    SqliteRatios.Run();
    return 0;
}

if (args is ["ratios", "postgresql"])
{
    PostgreSqlRatios.Run();
    return 0;
}

// The exit code tells whether every chosen benchmark ran; BenchmarkDotNet by itself only prints it.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(RegistryCompile).Assembly).Run(args).ToList();
return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
