using System.Diagnostics;

namespace EventStore.Conflicts.Tests.House;

/// <summary>What is banned is banned in the packages and nowhere else, wherever the repository is checked out.</summary>
public sealed class BannedSymbolsTests : IDisposable
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("eventstore-");

    [Theory]
    [InlineData("src/Library", true)]
    [InlineData("tests/Library.Tests", false)]
    [InlineData("tests/src/Library.Tests", false)]
    public async Task They_are_those_of_the_projects_below_src(string folder, bool areBanned)
    {
        var checkout = temporary.CreateSubdirectory("src").CreateSubdirectory("a checkout");
        var project = checkout.CreateSubdirectory(folder);
        File.Copy(Path.Combine(Packages.SourceFolder, "..", "Directory.Build.props"), Path.Combine(checkout.FullName, "Directory.Build.props"));
        await File.WriteAllTextAsync(Path.Combine(project.FullName, "Library.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\" />", TestContext.Current.CancellationToken);

        var files = await EvaluateAsync(project.FullName);

        files.Contains("BannedSymbols.txt", StringComparison.Ordinal).Should().Be(areBanned, files);
    }

    public void Dispose() => temporary.Delete(recursive: true);

    private static async Task<string> EvaluateAsync(string folder)
    {
        using var program = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["msbuild", "Library.csproj", "-getItem:AdditionalFiles"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var said = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        program.ExitCode.Should().Be(0, said);
        return said;
    }
}
