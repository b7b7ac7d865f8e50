using System.Reflection;

namespace EventStore.Conflicts.Tests.House;

/// <summary>Every package of the repository, found by its folder in <c>src</c>: a new one is under the rules of the house from its first day.</summary>
internal static class Packages
{
    internal const string Core = "EventStore.Conflicts";

    internal static string SourceFolder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "src");

    internal static TheoryData<string> Names =>
        [.. Directory.GetFiles(SourceFolder, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal)];

    internal static Assembly Load(string package) => Assembly.Load(new AssemblyName(package));

    internal static string Project(string package) => Path.Combine(SourceFolder, package, $"{package}.csproj");

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "EventStore.Conflicts.sln")) ? folder : Root(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
