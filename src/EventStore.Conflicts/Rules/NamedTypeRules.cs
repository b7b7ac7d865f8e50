using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// The verbs of the rules of one incoming type that is only known by name. Types are given as lists, so that no single string can be taken
/// for anything else; in a name <c>*</c> stands for any characters, also none. What is said of a name itself beats what is said of a pattern, and of two patterns the
/// narrower one counts. Once the registry is built, every verb throws <see cref="InvalidOperationException"/>. The last two parameters of a verb are filled in by the
/// compiler: they are the place in the source that explanations name.
/// </summary>
public abstract class NamedTypeRules
{
    private protected NamedTypeRules(TypeDeclaration declaration) => Declaration = declaration;

    internal TypeDeclaration Declaration { get; }

    /// <summary>Admitted whatever was committed meanwhile, however far behind.</summary>
    public NamedTypeRules NeverConflicts([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Declaration.NeverConflicts(new SourcePlace(file, line));
        return this;
    }

    /// <summary>
    /// Refused where an event of one of these types was committed meanwhile. What the type doesn't list is compatible, so it must also say what it
    /// thinks of itself.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is not allowed as a type name.</exception>
    public NamedPairRule ConflictsWith(IReadOnlyList<string> types, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new(Declaration, Declaration.Conflicts(References(types), new SourcePlace(file, line)));

    /// <summary>Refused where an event of the same type was committed meanwhile.</summary>
    public NamedPairRule ConflictsWithItself([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new(Declaration, [Declaration.WithItself(conflict: true, new SourcePlace(file, line))]);

    /// <summary>Not refused for an event of the same type that was committed meanwhile.</summary>
    public NamedTypeRules CompatibleWithItself([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Declaration.WithItself(conflict: false, new SourcePlace(file, line));
        return this;
    }

    /// <summary>
    /// Not refused for an event of one of these types that was committed meanwhile: an exception to a pattern, or the decision that
    /// <see cref="ConflictRegistryBuilder.RequireEveryPairDeclared"/> wants.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is not allowed as a type name.</exception>
    public NamedTypeRules CompatibleWith(IReadOnlyList<string> types, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Declaration.Compatible(References(types), new SourcePlace(file, line));
        return this;
    }

    /// <summary>Refused where anything but an event of these types was committed meanwhile: types added later conflict.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is not allowed as a type name.</exception>
    public NamedTypeRules CompatibleOnlyWith(IReadOnlyList<string> types, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Declaration.OnlyCompatible(References(types), new SourcePlace(file, line));
        return this;
    }

    /// <summary>Refused, whatever the other rules say, where the append is further behind than this. Of several caps the strictest holds.</summary>
    /// <param name="events">How many events the caller may not have seen: at least 1.</param>
    /// <param name="age">How old the first of them may be, by the store's clock: more than zero.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">No bound is given, or one is out of its bounds.</exception>
    public NamedTypeRules AtMost(long? events = null, TimeSpan? age = null, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Declaration.AtMost(events, age, new SourcePlace(file, line));
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

/// <summary>What <c>For</c> returns: the verbs, and nothing said yet.</summary>
internal sealed class NamedRule(TypeDeclaration declaration) : NamedTypeRules(declaration);
