namespace EventStore.Conflicts.Rules;

/// <summary>
/// A conflict of one pair of types, just declared. What follows can narrow it to some of their events; then it goes on with the verbs of the incoming type.
/// </summary>
/// <remarks>
/// What is given here is the host's code. It runs outside every lock, in the order of the concurrent events and for each of them in the order of the batch, may run
/// more than once and on many threads, and must not change anything. It sees the data as stored. If it throws, or an event cannot be read as its type, the append is
/// refused, with the exception inside. Of the first three, a pair takes one.
/// </remarks>
/// <typeparam name="TMine">The type of the incoming event.</typeparam>
/// <typeparam name="TTheirs">The type of the concurrent event.</typeparam>
public sealed class PairRule<TMine, TTheirs> : TypeRules<TMine>
{
    private readonly PairDeclaration pair;

    internal PairRule(TypeDeclaration declaration, PairDeclaration pair)
        : base(declaration) => this.pair = pair;

    /// <summary>Only events for which <paramref name="conflict"/> is true conflict.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="conflict"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public PairRule<TMine, TTheirs> When(Func<TMine, TTheirs, bool> conflict)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        return Ask(PairQuestion.When<TMine, TTheirs>((mine, theirs, _) => conflict(mine, theirs)));
    }

    /// <summary>Only events for which <paramref name="conflict"/> is true conflict; ids, versions and metadata are in reach.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="conflict"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public PairRule<TMine, TTheirs> When(Func<TMine, TTheirs, EventPair, bool> conflict)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        return Ask(PairQuestion.When(conflict));
    }

    /// <summary>Only events with the same key conflict. Two keys that are null are the same.</summary>
    /// <param name="mine">The key of the incoming event.</param>
    /// <param name="theirs">The key of the concurrent event.</param>
    /// <param name="comparer">Compares the keys; the default one where not given.</param>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public PairRule<TMine, TTheirs> SameBy<TKey>(Func<TMine, TKey> mine, Func<TTheirs, TKey> theirs, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(mine);
        ArgumentNullException.ThrowIfNull(theirs);
        var keys = comparer ?? EqualityComparer<TKey>.Default;
        return Ask(PairQuestion.When<TMine, TTheirs>((my, their, _) => keys.Equals(mine(my), theirs(their)), ConflictRuleKind.SameBy));
    }

    /// <summary>Only events with the same key conflict, where both are of one type: <c>ConflictsWithItself().SameBy(each => each.Sku)</c>.</summary>
    /// <param name="key">The key of either event.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">
    /// A <typeparamref name="TTheirs"/> is no <typeparamref name="TMine"/>, or the pair is decided in another way already.
    /// </exception>
    public PairRule<TMine, TTheirs> SameBy<TKey>(Func<TMine, TKey> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return typeof(TMine).IsAssignableFrom(typeof(TTheirs))
            ? SameBy(key, theirs => key((TMine)(object)theirs!))
            : throw new EventStoreConfigurationException(
                $"The key at {pair.Place} is one of {typeof(TMine)}; say what it is of {typeof(TTheirs)}: SameBy(mine => …, theirs => …).");
    }

    /// <summary>
    /// Combines two events: <paramref name="merge"/> says what becomes of the incoming one. It makes sense for events that carry what they change, as a delta or
    /// as an old and a new value; two bare absolute values nobody can combine. Shift mine by what theirs changed, rather than to where theirs ended: the events of a
    /// batch, and a caller's earlier ones, are laid against theirs one by one and don't see each other. What was decided on a version that holds theirs
    /// (<see cref="ExpectedVersion.DecidedAt"/>) is never replaced or dropped; only the answer to conflict counts there.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="merge"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public PairRule<TMine, TTheirs> ResolveWith(Func<TMine, TTheirs, Resolution> merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        return Ask(PairQuestion.Merge<TMine, TTheirs>((mine, theirs, _) => merge(mine, theirs)));
    }

    /// <summary>Combines two events, with ids, versions and metadata in reach.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="merge"/> is null.</exception>
    /// <exception cref="EventStoreConfigurationException">The pair is decided in another way already.</exception>
    public PairRule<TMine, TTheirs> ResolveWith(Func<TMine, TTheirs, EventPair, Resolution> merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        return Ask(PairQuestion.Merge(merge));
    }

    /// <summary>Means every mapped type that is a <typeparamref name="TTheirs"/>; what is said of such a type itself beats it.</summary>
    /// <exception cref="InvalidOperationException">The registry was built already.</exception>
    public PairRule<TMine, TTheirs> IncludingDerived()
    {
        Declaration.Refine([pair], each => each.IncludingDerived = true);
        return this;
    }

    private PairRule<TMine, TTheirs> Ask(PairQuestion question)
    {
        Declaration.Refine([pair], each => each.Ask(question));
        return this;
    }
}
