namespace EventStore.Conflicts.Tests.Rules.Model;

/// <summary>A type as a rule names it: by .NET type, by name, or by a pattern of names.</summary>
internal sealed record Reference(NetType? Net, string? Name)
{
    internal bool IsPattern => Name?.Contains('*', StringComparison.Ordinal) == true;

    public override string ToString() => Net?.Type.Name ?? $"'{Name}'";
}

internal enum Verb
{
    Never,
    Conflicts,
    ConflictsWithItself,
    Compatible,
    CompatibleWithItself,
    CompatibleOnly,
    AtMost,
}

/// <summary>One verb of a type, with its list and what narrows it. The line is the place it claims to stand at.</summary>
internal sealed record Said(Verb Verb, int Line)
{
    internal IReadOnlyList<Reference> Theirs { get; init; } = [];

    internal bool IncludingDerived { get; init; }

    internal Question? Question { get; init; }

    internal Cap? Cap { get; init; }

    public override string ToString() =>
        $"{Verb}({string.Join(", ", Theirs)}{Cap}){(IncludingDerived ? " including derived" : "")}{(Question is { } asked ? $" by {asked}" : "")} @{Line}";
}

internal sealed record Cap(int? Events, int? Minutes, int Line)
{
    internal TimeSpan? Age => Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    public override string ToString() => $"{Events} events, {Minutes} minutes";
}

/// <summary>Everything said of one incoming type.</summary>
internal sealed record Block(Reference Mine, bool IncludingDerived, int Line, IReadOnlyList<Said> Verbs)
{
    public override string ToString() => $"For({Mine}){(IncludingDerived ? " including derived" : "")} @{Line}: {string.Join("; ", Verbs)}";
}

/// <summary>A conflict, or compatibility, declared both ways.</summary>
internal sealed record Between(NetType One, NetType Other, bool Conflict, Question? Question, int Line)
{
    public override string ToString() =>
        $"{(Conflict ? "Conflict" : "Compatible")}Between({One.Type.Name}, {Other.Type.Name}){(Question is { } asked ? $" by {asked}" : "")} @{Line}";
}

/// <summary>A whole registry, declared and not built.</summary>
internal sealed record Declared(TypeNames Types, IReadOnlyList<Block> Blocks, IReadOnlyList<Between> Betweens, IReadOnlyList<Cap> Caps, bool IsStrict)
{
    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"{Types}{(IsStrict ? ", strict" : "")}",
            .. Blocks.Select(each => $"  {each}"),
            .. Betweens.Select(each => $"  {each}"),
            .. Caps.Select(each => $"  AtMost({each}) @{each.Line}"),
        ]);
}
