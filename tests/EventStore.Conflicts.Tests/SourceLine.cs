using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Tests;

/// <summary>Where a test stands, to be compared with the place that an error names.</summary>
internal static class SourceLine
{
    internal static SourcePlace Here([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") => new(file, line);

    internal static SourcePlace Plus(this SourcePlace place, int lines) => place with { Line = place.Line + lines };
}
