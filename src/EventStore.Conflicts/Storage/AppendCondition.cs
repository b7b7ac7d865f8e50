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
    public static AppendCondition RefuseOnly(IEnumerable<string> types) =>
        Create(Verdict.Admit, types.Distinct(StringComparer.Ordinal).Select(type => KeyValuePair.Create(type, Verdict.Refuse)));

    /// <summary>Refuses if an event of any type but <paramref name="types"/> was committed meanwhile.</summary>
    public static AppendCondition RefuseAllBut(IEnumerable<string> types) =>
        Create(Verdict.Refuse, types.Distinct(StringComparer.Ordinal).Select(type => KeyValuePair.Create(type, Verdict.Admit)));

    /// <summary>The verdict on a concurrent event of <paramref name="type"/>.</summary>
    public Verdict On(string type) => Exceptions.TryGetValue(type, out var verdict) ? verdict : Otherwise;

    /// <summary>The condition of a batch that holds events of both: for each type the greater verdict.</summary>
    public AppendCondition And(AppendCondition other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other) || ReferenceEquals(other, RefuseNothing) || ReferenceEquals(this, RefuseAnything))
        {
            return this;
        }

        if (ReferenceEquals(this, RefuseNothing) || ReferenceEquals(other, RefuseAnything))
        {
            return other;
        }

        return Merge(other);
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

    private AppendCondition Merge(AppendCondition other)
    {
        var types = Exceptions.Keys.Union(other.Exceptions.Keys, StringComparer.Ordinal);
        return Create(
            Greater(Otherwise, other.Otherwise),
            types.Select(type => KeyValuePair.Create(type, Greater(On(type), other.On(type)))));
    }

    private static Verdict Greater(Verdict left, Verdict right) => left > right ? left : right;
}
