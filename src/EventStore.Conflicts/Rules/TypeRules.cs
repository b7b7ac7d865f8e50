using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// The verbs of the rules of one incoming type. Each can be followed by another; what contradicts itself is refused by
/// <see cref="ConflictRegistryBuilder.Build"/>. Once the registry is built, every verb throws <see cref="InvalidOperationException"/>. The parameters of a verb
/// are filled in by the compiler: they are the place in the source that explanations name.
/// </summary>
/// <typeparam name="TMine">The type of the incoming event.</typeparam>
public abstract class TypeRules<TMine>
{
    private readonly TypeDeclaration declaration;

    private protected TypeRules(TypeDeclaration declaration) => this.declaration = declaration;

    /// <summary>Admitted whatever was committed meanwhile, however far behind.</summary>
    public TypeRules<TMine> NeverConflicts([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.NeverConflicts(new SourcePlace(file, line));
        return this;
    }

    /// <summary>
    /// Refused where a <typeparamref name="T1"/> was committed meanwhile. What the type doesn't list is compatible, so it must also say what it thinks of
    /// itself.
    /// </summary>
    public PairRule<TMine, T1> ConflictsWith<T1>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.Conflicts([Of<T1>()], new SourcePlace(file, line));
        return new PairRule<TMine, T1>(declaration);
    }

    /// <summary>Refused where an event of one of these types was committed meanwhile.</summary>
    public TypeRules<TMine> ConflictsWith<T1, T2>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Conflicts([Of<T1>(), Of<T2>()], line, file);

    /// <summary>Refused where an event of one of these types was committed meanwhile.</summary>
    public TypeRules<TMine> ConflictsWith<T1, T2, T3>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Conflicts([Of<T1>(), Of<T2>(), Of<T3>()], line, file);

    /// <summary>Refused where an event of one of these types was committed meanwhile.</summary>
    public TypeRules<TMine> ConflictsWith<T1, T2, T3, T4>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Conflicts([Of<T1>(), Of<T2>(), Of<T3>(), Of<T4>()], line, file);

    /// <summary>Refused where an event of the same type was committed meanwhile.</summary>
    public PairRule<TMine, TMine> ConflictsWithItself([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.WithItself(conflict: true, new SourcePlace(file, line));
        return new PairRule<TMine, TMine>(declaration);
    }

    /// <summary>Not refused for an event of the same type that was committed meanwhile.</summary>
    public TypeRules<TMine> CompatibleWithItself([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        declaration.WithItself(conflict: false, new SourcePlace(file, line));
        return this;
    }

    /// <summary>Refused where anything but a <typeparamref name="T1"/> was committed meanwhile: types added later conflict.</summary>
    public TypeRules<TMine> CompatibleOnlyWith<T1>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        OnlyCompatible([Of<T1>()], line, file);

    /// <summary>Refused where anything but an event of these types was committed meanwhile.</summary>
    public TypeRules<TMine> CompatibleOnlyWith<T1, T2>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        OnlyCompatible([Of<T1>(), Of<T2>()], line, file);

    /// <summary>Refused where anything but an event of these types was committed meanwhile.</summary>
    public TypeRules<TMine> CompatibleOnlyWith<T1, T2, T3>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        OnlyCompatible([Of<T1>(), Of<T2>(), Of<T3>()], line, file);

    /// <summary>Refused where anything but an event of these types was committed meanwhile.</summary>
    public TypeRules<TMine> CompatibleOnlyWith<T1, T2, T3, T4>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        OnlyCompatible([Of<T1>(), Of<T2>(), Of<T3>(), Of<T4>()], line, file);

    private static EventTypeReference Of<T>() => new(typeof(T), null);

    private TypeRules<TMine> Conflicts(IReadOnlyList<EventTypeReference> theirs, int line, string file)
    {
        declaration.Conflicts(theirs, new SourcePlace(file, line));
        return this;
    }

    private TypeRules<TMine> OnlyCompatible(IReadOnlyList<EventTypeReference> theirs, int line, string file)
    {
        declaration.OnlyCompatible(theirs, new SourcePlace(file, line));
        return this;
    }
}

/// <summary>What <c>For</c> returns: the verbs, and nothing said yet.</summary>
internal sealed class TypeRule<TMine>(TypeDeclaration declaration) : TypeRules<TMine>(declaration);
