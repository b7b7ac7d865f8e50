using System.Runtime.CompilerServices;

namespace EventStore.Conflicts.Rules;

/// <summary>
/// Collects, once at startup, which events conflict with which, and freezes it into a <see cref="ConflictRegistry"/>. Not safe for many threads.
/// </summary>
/// <remarks>
/// A rule is about an incoming event (being appended) and concurrent events (committed since the version its caller had seen). A type without a rule
/// conflicts with everything.
/// </remarks>
public sealed class ConflictRegistryBuilder
{
    private readonly Dictionary<EventTypeReference, TypeDeclaration> declarations = [];
    private readonly List<PairDeclaration> symmetric = [];
    private bool built;

    /// <summary>Begins the rules of incoming events of <typeparamref name="TMine"/>. Say a verb on what it returns.</summary>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <exception cref="EventStoreConfigurationException">The type has rules already; the message names both places.</exception>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public TypeRules<TMine> For<TMine>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new TypeRule<TMine>(Declare(new EventTypeReference(typeof(TMine), null), new SourcePlace(file, line)));

    /// <summary>Begins the rules of incoming events whose type is only known by name. Say a verb on what it returns.</summary>
    /// <param name="type">The type name: non-empty, at most 255 UTF-8 bytes, no control characters.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException"><paramref name="type"/> is not allowed as a type name.</exception>
    /// <exception cref="EventStoreConfigurationException">The type has rules already; the message names both places.</exception>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public NamedTypeRules For(string type, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new(Declare(NamedTypeRules.Reference(type, nameof(type)), new SourcePlace(file, line)));

    /// <summary>
    /// Declares a conflict both ways: an incoming <typeparamref name="TOne"/> conflicts with a concurrent <typeparamref name="TOther"/>, and the other way
    /// round. Adds to the lists of both; each must still say what it thinks of itself.
    /// </summary>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public ConflictRegistryBuilder ConflictBetween<TOne, TOther>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        RefuseWhenBuilt();
        var one = new EventTypeReference(typeof(TOne), null);
        var other = new EventTypeReference(typeof(TOther), null);
        var place = new SourcePlace(file, line);
        symmetric.Add(new PairDeclaration(one, other, Conflict: true, place));
        if (one != other)
        {
            symmetric.Add(new PairDeclaration(other, one, Conflict: true, place));
        }

        return this;
    }

    /// <summary>Checks everything that was declared and freezes it. Can be called once.</summary>
    /// <param name="types">The event types and their names; rules by .NET type need it.</param>
    /// <exception cref="EventStoreConfigurationException">
    /// Something is missing, empty, contradictory or declared twice. All problems are listed, with their places.
    /// </exception>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public ConflictRegistry Build(EventTypeMap? types = null)
    {
        RefuseWhenBuilt();
        built = true;
        return RegistryCompiler.Compile(declarations.Values, symmetric, types ?? EventTypeMap.Empty);
    }

    private TypeDeclaration Declare(EventTypeReference mine, SourcePlace place)
    {
        RefuseWhenBuilt();
        if (declarations.TryGetValue(mine, out var first))
        {
            throw new EventStoreConfigurationException(
                $"The rules of {mine} are declared twice: at {first.Place} and at {place}. Say everything about a type in one place.");
        }

        var declaration = new TypeDeclaration(mine, place, RefuseWhenBuilt);
        declarations.Add(mine, declaration);
        return declaration;
    }

    private void RefuseWhenBuilt()
    {
        if (built)
        {
            throw new InvalidOperationException("The conflict registry is built and frozen; declare rules before that.");
        }
    }
}
