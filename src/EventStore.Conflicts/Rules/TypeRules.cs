using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// The verbs of the rules of one incoming type. Each can be followed by another; what contradicts itself is refused by
/// <see cref="ConflictRegistryBuilder.Build"/>. Once the registry is built, every verb throws <see cref="InvalidOperationException"/>. The last two parameters of a
/// verb are filled in by the compiler: they are the place in the source that explanations name.
/// </summary>
/// <typeparam name="TMine">The type of the incoming event.</typeparam>
public abstract class TypeRules<TMine>
{
    private protected TypeRules(TypeDeclaration declaration) => Declaration = declaration;

    internal TypeDeclaration Declaration { get; }

    /// <summary>Admitted whatever was committed meanwhile, however far behind.</summary>
    public TypeRules<TMine> NeverConflicts([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Declaration.NeverConflicts(new SourcePlace(file, line));
        return this;
    }

    /// <summary>
    /// Refused where a <typeparamref name="T1"/> was committed meanwhile. What the type doesn't list is compatible, so it must also say what it thinks of
    /// itself.
    /// </summary>
    public PairRule<TMine, T1> ConflictsWith<T1>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new(Declaration, Declaration.Conflicts([Of<T1>()], new SourcePlace(file, line))[0]);

    /// <summary>
    /// Refused where an event of one of these types was committed meanwhile. What the type doesn't list is compatible, so it must also say what it thinks of
    /// itself.
    /// </summary>
    /// <remarks>
    /// <c>When</c>, <c>SameBy</c>, <c>ResolveWith</c> and <c>IncludingDerived</c> exist after one type only, because they are about its events. Where one of these types needs
    /// them, say the verb for each: <c>ConflictsWith&lt;T1&gt;().When(…).ConflictsWith&lt;T2&gt;()</c>.
    /// </remarks>
    public TypeRules<TMine> ConflictsWith<T1, T2>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Conflicts([Of<T1>(), Of<T2>()], line, file);

    /// <inheritdoc cref="ConflictsWith{T1, T2}(int, string)"/>
    public TypeRules<TMine> ConflictsWith<T1, T2, T3>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Conflicts([Of<T1>(), Of<T2>(), Of<T3>()], line, file);

    /// <inheritdoc cref="ConflictsWith{T1, T2}(int, string)"/>
    public TypeRules<TMine> ConflictsWith<T1, T2, T3, T4>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Conflicts([Of<T1>(), Of<T2>(), Of<T3>(), Of<T4>()], line, file);

    /// <summary>Refused where an event of the same type was committed meanwhile.</summary>
    public PairRule<TMine, TMine> ConflictsWithItself([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new(Declaration, Declaration.WithItself(conflict: true, new SourcePlace(file, line)));

    /// <summary>Not refused for an event of the same type that was committed meanwhile.</summary>
    public TypeRules<TMine> CompatibleWithItself([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Declaration.WithItself(conflict: false, new SourcePlace(file, line));
        return this;
    }

    /// <summary>
    /// Not refused for a <typeparamref name="T1"/> that was committed meanwhile. Says in words what leaving it out of the list of conflicts says
    /// without: an exception to a derived rule, or the decision that <see cref="ConflictRegistryBuilder.RequireEveryPairDeclared"/> wants.
    /// </summary>
    public CompatiblePair<TMine> CompatibleWith<T1>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new(Declaration, Declaration.Compatible([Of<T1>()], new SourcePlace(file, line))[0]);

    /// <summary>
    /// Not refused for an event of these types that was committed meanwhile. <c>IncludingDerived</c> exists after one type only: say the verb again for each such type.
    /// </summary>
    public TypeRules<TMine> CompatibleWith<T1, T2>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Compatible([Of<T1>(), Of<T2>()], line, file);

    /// <inheritdoc cref="CompatibleWith{T1, T2}(int, string)"/>
    public TypeRules<TMine> CompatibleWith<T1, T2, T3>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        Compatible([Of<T1>(), Of<T2>(), Of<T3>()], line, file);

    /// <summary>Refused where anything but a <typeparamref name="T1"/> was committed meanwhile: types added later conflict.</summary>
    public CompatiblePair<TMine> CompatibleOnlyWith<T1>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new(Declaration, Declaration.OnlyCompatible([Of<T1>()], new SourcePlace(file, line))[0]);

    /// <summary>
    /// Refused where anything but an event of these types was committed meanwhile: types added later conflict. <c>IncludingDerived</c> exists after one type
    /// only: say the verb again for each such type.
    /// </summary>
    public TypeRules<TMine> CompatibleOnlyWith<T1, T2>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        OnlyCompatible([Of<T1>(), Of<T2>()], line, file);

    /// <inheritdoc cref="CompatibleOnlyWith{T1, T2}(int, string)"/>
    public TypeRules<TMine> CompatibleOnlyWith<T1, T2, T3>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        OnlyCompatible([Of<T1>(), Of<T2>(), Of<T3>()], line, file);

    /// <inheritdoc cref="CompatibleOnlyWith{T1, T2}(int, string)"/>
    public TypeRules<TMine> CompatibleOnlyWith<T1, T2, T3, T4>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        OnlyCompatible([Of<T1>(), Of<T2>(), Of<T3>(), Of<T4>()], line, file);

    /// <summary>Refused, whatever the other rules say, where the append is further behind than this. Of several caps the strictest holds.</summary>
    /// <param name="events">How many events the caller may not have seen: at least 1.</param>
    /// <param name="age">How old the first of them may be, by the store's clock: more than zero.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">No bound is given, or one is out of its bounds.</exception>
    public TypeRules<TMine> AtMost(long? events = null, TimeSpan? age = null, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Declaration.AtMost(events, age, new SourcePlace(file, line));
        return this;
    }

    private static EventTypeReference Of<T>() => new(typeof(T), null);

    private TypeRules<TMine> Conflicts(IReadOnlyList<EventTypeReference> theirs, int line, string file)
    {
        Declaration.Conflicts(theirs, new SourcePlace(file, line));
        return this;
    }

    private TypeRules<TMine> Compatible(IReadOnlyList<EventTypeReference> theirs, int line, string file)
    {
        Declaration.Compatible(theirs, new SourcePlace(file, line));
        return this;
    }

    private TypeRules<TMine> OnlyCompatible(IReadOnlyList<EventTypeReference> theirs, int line, string file)
    {
        Declaration.OnlyCompatible(theirs, new SourcePlace(file, line));
        return this;
    }
}
