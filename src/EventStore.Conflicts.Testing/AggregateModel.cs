using EventStore.Conflicts.Testing.Printing;
using EventStore.Conflicts.Testing.Sampling;

namespace EventStore.Conflicts.Testing;

/// <summary>
/// An aggregate as its tests describe it, once: how its state folds, what always holds of it, and what can be decided on it. <see cref="Check"/> tries the
/// rules of a registry against it; <see cref="Infer"/> proposes rules. Not safe for many threads.
/// </summary>
/// <remarks>
/// Folding and deciding must depend on nothing but what they are given, otherwise a seed doesn't give the same report again. Mind that the order of a hash
/// set of strings differs from process to process: a decision that picks from one should sort it first.
/// </remarks>
/// <typeparam name="TState">The state: a value, or an object that changes in place.</typeparam>
public sealed partial class AggregateModel<TState>
{
    private readonly EventTypeMap types;
    private readonly List<Decision<TState>> decisions = [];
    private readonly Dictionary<string, Func<TState, bool>> invariants = new(StringComparer.Ordinal);
    private IEqualityComparer<TState>? equality;
    private Func<object?, string?>? print;

    /// <summary>Begins a model.</summary>
    /// <param name="types">The event types and their names, as the registry knows them. It may hold types of other aggregates.</param>
    /// <param name="initial">Makes the state before the first event. Called for each history, so that a state may change in place.</param>
    /// <param name="evolve">The state after an event; it may be the same object, changed. It is only given events of types that the model decides.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public AggregateModel(EventTypeMap types, Func<TState> initial, Func<TState, object, TState> evolve)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(initial);
        ArgumentNullException.ThrowIfNull(evolve);
        this.types = types;
        Initial = initial;
        Evolve = evolve;
    }

    internal Func<TState> Initial { get; }

    internal Func<TState, object, TState> Evolve { get; }

    internal IEqualityComparer<TState> Equality => equality ?? EqualityComparer<TState>.Default;

    internal IReadOnlyDictionary<string, Func<TState, bool>> Invariants => invariants;

    internal IReadOnlyList<Decision<TState>> Decisions => decisions;

    internal static string Name => typeof(TState).Name.Split('`')[0];

    /// <summary>
    /// Which states are equal; where not said, <see cref="EqualityComparer{T}.Default"/>. A record that holds a collection needs one: collections are
    /// compared by reference.
    /// </summary>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="comparer"/> is null.</exception>
    /// <exception cref="AggregateModelException">An equality was given already.</exception>
    public AggregateModel<TState> ComparedBy(IEqualityComparer<TState> comparer)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        RefuseSecond(equality is not null, "An equality");
        equality = comparer;
        return this;
    }

    /// <summary>What holds of every state, also of the initial one.</summary>
    /// <param name="invariant">Its name in reports; not blank.</param>
    /// <param name="holds">Whether it holds. It only looks at the state.</param>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="holds"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="invariant"/> is null or blank.</exception>
    /// <exception cref="AggregateModelException">The model has an invariant of this name.</exception>
    public AggregateModel<TState> Keeps(string invariant, Func<TState, bool> holds)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(invariant);
        ArgumentNullException.ThrowIfNull(holds);
        RefuseSecond(!invariants.TryAdd(invariant, holds), $"The invariant \"{invariant}\"");
        return this;
    }

    /// <summary>
    /// How events of a type come about: a decision that somebody could take on a state, or null where nobody could. An event that breaks an invariant
    /// alone is a mistake of the model.
    /// </summary>
    /// <remarks>
    /// A draw with an upper bound (<c>Next(100)</c>) is small in half of all cases, so that two decisions often meet on the same item; counterexamples
    /// are made smaller by lowering it. Every other draw (<c>Next()</c>, <c>NextInt64()</c>, <c>NextBytes</c>, <c>NextDouble</c>) is left as it is: make of
    /// it what is never the same twice, such as an id, or the seed of another generator.
    /// </remarks>
    /// <param name="decide">Decides on a state it only looks at; all its randomness comes from what it is given.</param>
    /// <typeparam name="TEvent">The exact type of the events; mapped, and decided once.</typeparam>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="decide"/> is null.</exception>
    /// <exception cref="AggregateModelException">The type is not mapped, or the model decides it already.</exception>
    public AggregateModel<TState> Decides<TEvent>(Func<TState, Random, TEvent?> decide)
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(decide);
        return Decides(typeof(TEvent), decide);
    }

    /// <summary>As the other overload, for events that are structs.</summary>
    /// <param name="decide">Decides on a state it only looks at; all its randomness comes from what it is given.</param>
    /// <typeparam name="TEvent">The type of the events; mapped, and decided once.</typeparam>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="decide"/> is null.</exception>
    /// <exception cref="AggregateModelException">The type is not mapped, or the model decides it already.</exception>
    public AggregateModel<TState> Decides<TEvent>(Func<TState, Random, TEvent?> decide)
        where TEvent : struct
    {
        ArgumentNullException.ThrowIfNull(decide);
        return Decides(typeof(TEvent), (state, random) => decide(state, random));
    }

    /// <summary>
    /// How states and events are written in reports. Where not said: what has a <c>ToString</c> of its own as that says, collections with their
    /// elements, records and all others with their public members.
    /// </summary>
    /// <param name="format">The text of a state or an event; null leaves it to the default.</param>
    /// <returns>This model.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="format"/> is null.</exception>
    /// <exception cref="AggregateModelException">A format was given already.</exception>
    public AggregateModel<TState> PrintedBy(Func<object?, string?> format)
    {
        ArgumentNullException.ThrowIfNull(format);
        RefuseSecond(print is not null, "A format");
        print = format;
        return this;
    }

    internal string Print(object? value) => print?.Invoke(value) ?? Printer.Print(value);

    private AggregateModel<TState> Decides(Type type, Func<TState, Random, object?> decide)
    {
        if (!types.TryGet(type, out var mapped))
        {
            throw new AggregateModelException($"{type} is decided but has no name: map it, Map<{type.Name}>(\"…\").");
        }

        RefuseSecond(decisions.Exists(each => each.Type == mapped), $"The decision of '{mapped.Name}'");
        decisions.Add(new Decision<TState>(mapped, decide));
        return this;
    }

    private static void RefuseSecond(bool second, string what)
    {
        if (second)
        {
            throw new AggregateModelException($"{what} is given twice to one model.");
        }
    }
}
