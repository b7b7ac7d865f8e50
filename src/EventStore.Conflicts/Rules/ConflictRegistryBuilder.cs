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
    private readonly List<StalenessCap> caps = [];
    private SourcePlace? strictAt;
    private bool built;

    /// <summary>Begins the rules of incoming events of <typeparamref name="TMine"/>. Say a verb on what it returns.</summary>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <exception cref="EventStoreConfigurationException">The type has rules already; the message names both places.</exception>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public IncomingRules<TMine> For<TMine>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new(Declare(new EventTypeReference(typeof(TMine), null), new SourcePlace(file, line)));

    /// <summary>Begins the rules of incoming events whose type is only known by name. Say a verb on what it returns.</summary>
    /// <param name="type">The type name: non-empty, at most 255 UTF-8 bytes, no control characters; <c>*</c> stands for any characters, also none.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException"><paramref name="type"/> is not allowed as a type name.</exception>
    /// <exception cref="EventStoreConfigurationException">The type has rules already; the message names both places.</exception>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public NamedTypeRules For(string type, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
        new NamedRule(Declare(NamedTypeRules.Reference(type, nameof(type)), new SourcePlace(file, line)));

    /// <summary>
    /// Declares a conflict both ways: an incoming <typeparamref name="TOne"/> conflicts with a concurrent <typeparamref name="TOther"/>, and the other way
    /// round. Adds to the lists of both; each must still say what it thinks of itself. A type without rules of its own gets a list by this, which beats the rules of
    /// its base types and of patterns.
    /// </summary>
    /// <param name="when">Only events for which it is true conflict, whichever comes first; all of them where not given.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public ConflictRegistryBuilder ConflictBetween<TOne, TOther>(
        Func<TOne, TOther, bool>? when = null, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        var (thisWay, otherWay) = Both<TOne, TOther>(conflict: true, new SourcePlace(file, line));
        if (when is not null)
        {
            thisWay.Ask(PairQuestion.When<TOne, TOther>((mine, theirs, _) => when(mine, theirs)));
            otherWay?.Ask(PairQuestion.When<TOther, TOne>((mine, theirs, _) => when(theirs, mine)));
        }

        return this;
    }

    /// <summary>Declares both ways that two types don't conflict. Adds to the lists of both, as <see cref="ConflictBetween"/> does.</summary>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public ConflictRegistryBuilder CompatibleBetween<TOne, TOther>([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        Both<TOne, TOther>(conflict: false, new SourcePlace(file, line));
        return this;
    }

    /// <summary>Refuses every stale append that is further behind than this, whatever its rules say. Of several caps the strictest holds.</summary>
    /// <param name="events">How many events the caller may not have seen: at least 1.</param>
    /// <param name="age">How old the first of them may be, by the store's clock: more than zero.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">No bound is given, or one is out of its bounds.</exception>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public ConflictRegistryBuilder AtMost(long? events = null, TimeSpan? age = null, [CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        RefuseWhenBuilt();
        caps.Add(TypeDeclaration.CapOf(events, age, new SourcePlace(file, line)));
        return this;
    }

    /// <summary>
    /// Wants a decision on every pair: a mapped type without rules, or a pair that neither a list nor <c>NeverConflicts</c> or <c>CompatibleOnlyWith</c> speaks of,
    /// is an error of <see cref="Build"/>, and what turns up undeclared all the same conflicts. So a new event type fails the start until somebody decides.
    /// </summary>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public ConflictRegistryBuilder RequireEveryPairDeclared([CallerLineNumber] int line = 0, [CallerFilePath] string file = "")
    {
        RefuseWhenBuilt();
        strictAt = new SourcePlace(file, line);
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
        return RegistryCompiler.Compile(new Declarations([.. declarations.Values], symmetric, caps, strictAt), types ?? EventTypeMap.Empty);
    }

    private (PairDeclaration ThisWay, PairDeclaration? OtherWay) Both<TOne, TOther>(bool conflict, SourcePlace place)
    {
        RefuseWhenBuilt();
        var one = new EventTypeReference(typeof(TOne), null);
        var other = new EventTypeReference(typeof(TOther), null);
        var thisWay = new PairDeclaration(one, other, conflict, place);
        var otherWay = one == other ? null : new PairDeclaration(other, one, conflict, place);
        symmetric.AddRange(otherWay is null ? [thisWay] : [thisWay, otherWay]);
        return (thisWay, otherWay);
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
