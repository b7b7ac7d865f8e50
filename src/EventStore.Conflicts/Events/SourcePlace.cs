namespace EventStore.Conflicts;

/// <summary>A place in the host's source code: where something was configured.</summary>
/// <param name="File">The file's path as the compiler saw it.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record SourcePlace(string File, int Line)
{
    /// <summary>The file's name, without folders.</summary>
    public string FileName => File[(File.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>For people: file name (without folders) and line.</summary>
    public override string ToString() => $"{FileName}:{Line}";
}
