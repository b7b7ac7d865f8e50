using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventStore.Conflicts.Tests.Rules;

/// <summary>Compiles one statement as a host would write it, against everything this test process was given.</summary>
internal static class RuleCompiler
{
    private static readonly MetadataReference[] References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The ids of the errors, none where it compiles.</summary>
    internal static IReadOnlyList<string> Errors(string statement)
    {
        var code = $$"""
            using EventStore.Conflicts;
            using EventStore.Conflicts.Rules;
            class A { }
            class B { }
            static class Host
            {
                static void Configure(ConflictRegistryBuilder rules, EventTypeMapBuilder types)
                {
                    {{statement}}
                }
            }
            """;
        var compilation = CSharpCompilation.Create(
            "Host", [CSharpSyntaxTree.ParseText(code)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.Id)];
    }
}
