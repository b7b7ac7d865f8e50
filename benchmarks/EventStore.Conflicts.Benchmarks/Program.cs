using BenchmarkDotNet.Running;
using EventStore.Conflicts.Benchmarks;

// The exit code tells whether every chosen benchmark ran; BenchmarkDotNet by itself only prints it.
var summaries = BenchmarkSwitcher.FromAssembly(typeof(RegistryCompile).Assembly).Run(args).ToList();
return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
