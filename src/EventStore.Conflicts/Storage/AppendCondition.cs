using System.Collections.Frozen;

namespace EventStore.Conflicts.Storage;

/// <summary>
/// What a stale append is refused for: a verdict by type of concurrent event, one for all other types, and how far behind it may be. A plain value that an engine evaluates
/// natively, inside the transaction that inserts; no user code is behind it. Immutable, safe for many threads.
/// </summary>
public sealed class AppendCondition : IEquatable<AppendCondition>
{
    private AppendCondition(Verdict otherwise, IReadOnlyDictionary<string, Verdict> exceptions, long? maxBehind = null, TimeSpan? maxAge = null)
    {
        Otherwise = otherwise;
        Exceptions = exceptions;
        MaxBehind = maxBehind;
        MaxAge = maxAge;
    }

    /// <summary>Refuses if anything was committed meanwhile: plain optimistic concurrency.</summary>
    public static AppendCondition RefuseAnything { get; } = new(Verdict.Refuse, FrozenDictionary<string, Verdict>.Empty);

    /// <summary>Refuses nothing, however far behind.</summary>
    public static AppendCondition RefuseNothing { get; } = new(Verdict.Admit, FrozenDictionary<string, Verdict>.Empty);

    /// <summary>The verdict on types that are not in <see cref="Exceptions"/>.</summary>
    public Verdict Otherwise { get; }

    /// <summary>The types whose verdict differs from <see cref="Otherwise"/>, by name, compared ordinally.</summary>
    public IReadOnlyDictionary<string, Verdict> Exceptions { get; }

    /// <summary>How many concurrent events there may be, of whatever type; null for any number.</summary>
    public long? MaxBehind { get; }

    /// <summary>How old the first concurrent event may be, by the store's clock; null for any age.</summary>
    public TimeSpan? MaxAge { get; }

    /// <summary>True where no concurrent event is an objection for its type; there may still be too many, or too old a first one.</summary>
    public bool AdmitsAllTypes => Otherwise == Verdict.Admit && Exceptions.Count == 0;

    /// <summary>A condition in normal form: exceptions that say the same as <paramref name="otherwise"/> are dropped.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="verdicts"/> is null.</exception>
    /// <exception cref="ArgumentException">A type stands twice in <paramref name="verdicts"/>.</exception>
    public static AppendCondition Create(Verdict otherwise, IEnumerable<KeyValuePair<string, Verdict>> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        return Normal(otherwise, verdicts.ToDictionary(StringComparer.Ordinal).Where(verdict => verdict.Value != otherwise).ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Refuses if an event of one of <paramref name="types"/> was committed meanwhile.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    public static AppendCondition RefuseOnly(IEnumerable<string> types) => Create(Verdict.Admit, Each(types, Verdict.Refuse));

    /// <summary>Refuses if an event of any type but <paramref name="types"/> was committed meanwhile.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    public static AppendCondition RefuseAllBut(IEnumerable<string> types) => Create(Verdict.Refuse, Each(types, Verdict.Admit));

    /// <summary>
    /// The same condition, which besides refuses an append that is further behind than this. Of two caps the stricter one holds. In normal form: what
    /// refuses anything has no caps, because they could only refuse the same.
    /// </summary>
    /// <param name="maxBehind">How many concurrent events there may be: at least 0; null for any number.</param>
    /// <param name="maxAge">How old the first of them may be: at least zero; null for any age.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is negative.</exception>
    public AppendCondition AtMost(long? maxBehind, TimeSpan? maxAge)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBehind ?? 0, nameof(maxBehind));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAge ?? TimeSpan.Zero, TimeSpan.Zero, nameof(maxAge));
        var (events, age) = (Stricter(MaxBehind, maxBehind), Stricter(MaxAge, maxAge));
        return (events == MaxBehind && age == MaxAge) || ReferenceEquals(this, RefuseAnything)
            ? this
            : new AppendCondition(Otherwise, Exceptions, events, age);
    }

    /// <summary>The verdict on a concurrent event of <paramref name="type"/>.</summary>
    public Verdict On(string type) => Exceptions.TryGetValue(type, out var verdict) ? verdict : Otherwise;

    /// <summary>The condition of a batch that holds events of both: for each type the greater verdict, and the stricter caps.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public AppendCondition And(AppendCondition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(this, other) ? this : All([this, other]);
    }

    /// <summary>The condition of a batch: for each type the greatest verdict of <paramref name="conditions"/>, and their strictest caps; without any, refuses nothing.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="conditions"/> is null.</exception>
    public static AppendCondition All(IReadOnlyCollection<AppendCondition> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return conditions.Contains(RefuseAnything) ? RefuseAnything : Merge([.. conditions.Distinct()]);
    }

    /// <inheritdoc/>
    public bool Equals(AppendCondition? other) =>
        other is not null
        && (Otherwise, MaxBehind, MaxAge) == (other.Otherwise, other.MaxBehind, other.MaxAge)
        && Exceptions.Count == other.Exceptions.Count
        && Exceptions.All(verdict => other.Exceptions.TryGetValue(verdict.Key, out var same) && same == verdict.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AppendCondition);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Otherwise, Exceptions.Count, MaxBehind, MaxAge);

    /// <summary>For people: for example <c>Admit, but Refuse 'price-changed'</c>.</summary>
    public override string ToString()
    {
        var exceptions = Exceptions.OrderBy(verdict => verdict.Key, StringComparer.Ordinal).Select(verdict => $"{verdict.Value} '{verdict.Key}'");
        return (Exceptions.Count == 0 ? $"{Otherwise}" : $"{Otherwise}, but {string.Join(", ", exceptions)}")
            + (MaxBehind is { } events ? $", at most {events} behind" : "")
            + (MaxAge is { } age ? $", at most {age} old" : "");
    }

    private static IEnumerable<KeyValuePair<string, Verdict>> Each(IEnumerable<string> types, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(types);
        return types.Distinct(StringComparer.Ordinal).Select(type => KeyValuePair.Create(type, verdict));
    }

    private static AppendCondition Merge(AppendCondition[] conditions)
    {
        if (conditions.Length <= 1)
        {
            return conditions.Length == 0 ? RefuseNothing : conditions[0];
        }

        var otherwise = conditions.Max(condition => condition.Otherwise);

        // Made for one append: to freeze it would cost more than looking into it saves.
        var exceptions = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var condition in conditions)
        {
            foreach (var type in condition.Exceptions.Keys)
            {
                if (!exceptions.ContainsKey(type) && Greatest(conditions, type) is var verdict && verdict != otherwise)
                {
                    exceptions.Add(type, verdict);
                }
            }
        }

        return Normal(otherwise, exceptions).AtMost(conditions.Min(condition => condition.MaxBehind), conditions.Min(condition => condition.MaxAge));
    }

    private static Verdict Greatest(AppendCondition[] conditions, string type)
    {
        var greatest = Verdict.Admit;
        foreach (var condition in conditions)
        {
            if (condition.On(type) is var verdict && verdict > greatest)
            {
                greatest = verdict;
            }
        }

        return greatest;
    }

    private static AppendCondition Normal(Verdict otherwise, IReadOnlyDictionary<string, Verdict> exceptions) => (exceptions.Count, otherwise) switch
    {
        (0, Verdict.Admit) => RefuseNothing,
        (0, Verdict.Refuse) => RefuseAnything,
        _ => new AppendCondition(otherwise, exceptions),
    };

    private static T? Stricter<T>(T? one, T? other)
        where T : struct, IComparable<T> =>
        one is { } first && other is { } second ? first.CompareTo(second) <= 0 ? first : second : one ?? other;
}
