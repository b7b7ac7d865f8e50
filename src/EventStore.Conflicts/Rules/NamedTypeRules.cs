using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// The verbs of the rules of one incoming type that is only known by name. Types are given as lists, so that no single string can be taken
/// for anything else. Once the registry is built, every verb throws <see cref="InvalidOperationException"/>. The last two parameters of a verb are filled in by the
/// compiler: they are the place in the source that explanations name.
/// </summary>
public sealed class NamedTypeRules
{
    private readonly TypeDeclaration declaration;

    internal NamedTypeRules(TypeDeclaration declaration) => this.declaration = declaration;

    /// <summary>Admitted whatever was committed meanwhile, however far behind.</summary>
    public NamedTypeRules NeverConflicts([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.NeverConflicts(new SourcePlace(file, line));
        return this;
    }

    /// <summary>
    /// Refused where an event of one of these types was committed meanwhile. What the type doesn't list is compatible, so it must also say what it
    /// thinks of itself.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is not allowed as a type name.</exception>
    public NamedTypeRules ConflictsWith(IReadOnlyList<string> types, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.Conflicts(References(types), new SourcePlace(file, line));
        return this;
    }

    /// <summary>Refused where an event of the same type was committed meanwhile.</summary>
    public NamedTypeRules ConflictsWithItself([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.WithItself(conflict: true, new SourcePlace(file, line));
        return this;
    }

    /// <summary>Not refused for an event of the same type that was committed meanwhile.</summary>
    public NamedTypeRules CompatibleWithItself([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.WithItself(conflict: false, new SourcePlace(file, line));
        return this;
    }

    /// <summary>Refused where anything but an event of these types was committed meanwhile: types added later conflict.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is not allowed as a type name.</exception>
    public NamedTypeRules CompatibleOnlyWith(IReadOnlyList<string> types, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.OnlyCompatible(References(types), new SourcePlace(file, line));
        return this;
    }

    internal static EventTypeReference Reference(string type, string parameterName) =>
        new(null, NameRule.Check(type, "Event type name", parameterName));

    private static EventTypeReference[] References(IReadOnlyList<string> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return [.. types.Select(type => Reference(type, nameof(types)))];
    }
}
