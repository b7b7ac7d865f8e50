using System.Collections.Frozen;

namespace EventStore.Conflicts.Storage;

/// <summary>
/// What a stale append is refused for: a verdict by type of concurrent event, and one for all other types. A plain value that an engine evaluates
/// natively, inside the transaction that inserts; no user code is behind it. Immutable, safe for many threads.
/// </summary>
public sealed class AppendCondition : IEquatable<AppendCondition>
{
    private AppendCondition(Verdict otherwise, FrozenDictionary<string, Verdict> exceptions)
    {
        Otherwise = otherwise;
        Exceptions = exceptions;
    }

    /// <summary>Refuses if anything was committed meanwhile: plain optimistic concurrency.</summary>
    public static AppendCondition RefuseAnything { get; } = new(Verdict.Refuse, FrozenDictionary<string, Verdict>.Empty);

    /// <summary>Refuses nothing, however far behind.</summary>
    public static AppendCondition RefuseNothing { get; } = new(Verdict.Admit, FrozenDictionary<string, Verdict>.Empty);

    /// <summary>The verdict on types that are not in <see cref="Exceptions"/>.</summary>
    public Verdict Otherwise { get; }

    /// <summary>The types whose verdict differs from <see cref="Otherwise"/>, by name, compared ordinally.</summary>
    public IReadOnlyDictionary<string, Verdict> Exceptions { get; }

    /// <summary>A condition in normal form: exceptions that say the same as <paramref name="otherwise"/> are dropped.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="verdicts"/> is null.</exception>
    /// <exception cref="ArgumentException">A type stands twice in <paramref name="verdicts"/>.</exception>
    public static AppendCondition Create(Verdict otherwise, IEnumerable<KeyValuePair<string, Verdict>> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        var exceptions = verdicts.ToDictionary(StringComparer.Ordinal)
            .Where(verdict => verdict.Value != otherwise)
            .ToFrozenDictionary(StringComparer.Ordinal);
        return (exceptions.Count, otherwise) switch
        {
            (0, Verdict.Admit) => RefuseNothing,
            (0, Verdict.Refuse) => RefuseAnything,
            _ => new AppendCondition(otherwise, exceptions),
        };
    }

    /// <summary>Refuses if an event of one of <paramref name="types"/> was committed meanwhile.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    public static AppendCondition RefuseOnly(IEnumerable<string> types) => Create(Verdict.Admit, Each(types, Verdict.Refuse));

    /// <summary>Refuses if an event of any type but <paramref name="types"/> was committed meanwhile.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="types"/> is null.</exception>
    public static AppendCondition RefuseAllBut(IEnumerable<string> types) => Create(Verdict.Refuse, Each(types, Verdict.Admit));

    /// <summary>The verdict on a concurrent event of <paramref name="type"/>.</summary>
    public Verdict On(string type) => Exceptions.TryGetValue(type, out var verdict) ? verdict : Otherwise;

    /// <summary>The condition of a batch that holds events of both: for each type the greater verdict.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public AppendCondition And(AppendCondition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other) || ReferenceEquals(other, RefuseNothing) || ReferenceEquals(this, RefuseAnything))
        {
            return this;
        }

        return ReferenceEquals(this, RefuseNothing) || ReferenceEquals(other, RefuseAnything) ? other : Merge([this, other]);
    }

    /// <summary>The condition of a batch: for each type the greatest verdict of <paramref name="conditions"/>; without any, refuses nothing.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="conditions"/> is null.</exception>
    public static AppendCondition All(IReadOnlyCollection<AppendCondition> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return conditions.Contains(RefuseAnything) ? RefuseAnything : Merge([.. conditions.Distinct()]);
    }

    /// <inheritdoc/>
    public bool Equals(AppendCondition? other) =>
        other is not null
        && Otherwise == other.Otherwise
        && Exceptions.Count == other.Exceptions.Count
        && Exceptions.All(verdict => other.Exceptions.TryGetValue(verdict.Key, out var same) && same == verdict.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AppendCondition);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Otherwise, Exceptions.Count);

    /// <summary>For people: for example <c>Admit, but Refuse 'price-changed'</c>.</summary>
    public override string ToString() => Exceptions.Count == 0
        ? $"{Otherwise}"
        : $"{Otherwise}, but {string.Join(", ", Exceptions.OrderBy(verdict => verdict.Key, StringComparer.Ordinal).Select(verdict => $"{verdict.Value} '{verdict.Key}'"))}";

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
        var types = conditions.SelectMany(condition => condition.Exceptions.Keys).Distinct(StringComparer.Ordinal);
        return Create(otherwise, types.Select(type => KeyValuePair.Create(type, conditions.Max(condition => condition.On(type)))));
    }
}
