using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventStore.Conflicts;

/// <summary>
/// The condition under which an append may go through: which version of the stream its caller has seen. A type, so that no
/// number stands for something else. <c>default(ExpectedVersion)</c> asserts nothing and is refused; it is never
/// <see cref="Any"/>. Immutable.
/// </summary>
/// <remarks>
/// The version of a stream is how many events it holds: the first event has version 1, an absent stream is at 0. What
/// <see cref="AppendResult.Next"/> gives may also leave out a few ranges of the caller's own events; see <see cref="Own"/>.
/// </remarks>
[JsonConverter(typeof(TextJsonConverter<ExpectedVersion>))]
public readonly partial struct ExpectedVersion : IEquatable<ExpectedVersion>
{
    /// <summary>How many own ranges are kept. Past it the oldest is forgotten, which can only refuse too much.</summary>
    public const int MaxOwnRanges = 8;

    private readonly VersionRange[]? own;

    private ExpectedVersion(ExpectedVersionKind kind, long seen = 0, long decided = 0, VersionRange[]? own = null)
    {
        Kind = kind;
        Seen = seen;
        Decided = decided;
        this.own = own;
    }

    /// <summary>The stream has no events yet. A strict assertion: conflict rules never apply.</summary>
    public static ExpectedVersion NoStream { get; } = new(ExpectedVersionKind.NoStream);

    /// <summary>The stream has at least one event. A strict assertion: conflict rules never apply.</summary>
    public static ExpectedVersion StreamExists { get; } = new(ExpectedVersionKind.StreamExists);

    /// <summary>Nothing is asserted: the events are appended at the head, whatever it is, and no conflict rule is asked.</summary>
    public static ExpectedVersion Any { get; } = new(ExpectedVersionKind.Any);

    /// <summary>What is asserted.</summary>
    public ExpectedVersionKind Kind { get; }

    /// <summary>
    /// For <see cref="ExpectedVersionKind.Exactly"/> and <see cref="ExpectedVersionKind.DecidedAt"/> the version up to which
    /// the caller has seen everything; 0 otherwise.
    /// </summary>
    public long Seen { get; }

    /// <summary>
    /// For <see cref="ExpectedVersionKind.DecidedAt"/> the version the decision was taken on: conflict rules judge what came
    /// after <see cref="Seen"/> up to it, and anything later refuses. Equal to <see cref="Seen"/> otherwise.
    /// </summary>
    public long Decided { get; }

    /// <summary>
    /// Ranges after <see cref="Seen"/> that the caller wrote itself, ascending, at most <see cref="MaxOwnRanges"/>. They are left
    /// out when the events committed since <see cref="Seen"/> are judged.
    /// </summary>
    public IReadOnlyList<VersionRange> Own => own ?? [];

    /// <summary>True for <see cref="ExpectedVersionKind.Exactly"/> and <see cref="ExpectedVersionKind.DecidedAt"/>.</summary>
    public bool NamesVersion => Kind is ExpectedVersionKind.Exactly or ExpectedVersionKind.DecidedAt;

    /// <summary>
    /// The caller has seen every event up to and including <paramref name="version"/>. If the stream is further, the append is
    /// stale and the conflict registry decides; without one it is refused. If the stream is not that far, it is always refused.
    /// </summary>
    /// <param name="version">At least 0; 0 means that the stream held nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is negative.</exception>
    public static ExpectedVersion Exactly(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return new ExpectedVersion(ExpectedVersionKind.Exactly, version, version);
    }

    /// <summary>
    /// The decision was taken on <paramref name="version"/> for somebody who had seen <paramref name="seen"/>: the conflict
    /// registry judges what came after <paramref name="seen"/> up to <paramref name="version"/>, and anything later refuses.
    /// </summary>
    /// <param name="version">The version the decision was taken on.</param>
    /// <param name="seen">The version its asker had seen; from 0 to <paramref name="version"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="seen"/> is negative or greater than <paramref name="version"/>.
    /// </exception>
    public static ExpectedVersion DecidedAt(long version, long seen)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        ArgumentOutOfRangeException.ThrowIfNegative(seen);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seen, version);
        return new ExpectedVersion(ExpectedVersionKind.DecidedAt, seen, version);
    }

    /// <summary>True where <paramref name="version"/> is one of the caller's own events in <see cref="Own"/>.</summary>
    public bool IsOwn(long version)
    {
        foreach (var range in own ?? [])
        {
            if (range.Contains(version))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many events after <see cref="Seen"/> a stream at <paramref name="head"/> holds that are not the caller's own.</summary>
    internal long Behind(long head) => Math.Max(0, head - Seen - Own.Sum(range => range.Count));

    /// <summary>
    /// What the same caller may assert next, once <paramref name="written"/> is in the stream: it has still seen no more than
    /// before, and its own events are left out. Where nothing lies between, they simply move what it has seen.
    /// </summary>
    internal ExpectedVersion After(VersionRange written)
    {
        if (Kind is ExpectedVersionKind.Any or ExpectedVersionKind.StreamExists)
        {
            return this;
        }

        if (own is null && written.First - 1 <= Seen)
        {
            return Exactly(Math.Max(Seen, written.Last));
        }

        var seen = Seen;
        List<VersionRange> kept = [];
        foreach (var range in Own.Append(written).OrderBy(range => range.First))
        {
            if (range.First - 1 <= seen)
            {
                seen = Math.Max(seen, range.Last);
            }
            else if (kept.Count > 0 && range.First - 1 <= kept[^1].Last)
            {
                kept[^1] = new VersionRange(kept[^1].First, Math.Max(kept[^1].Last, range.Last));
            }
            else
            {
                kept.Add(range);
            }
        }

        var bounded = kept.Count == 0 ? null : kept.Skip(kept.Count - MaxOwnRanges).ToArray();
        return new ExpectedVersion(ExpectedVersionKind.Exactly, seen, seen, bounded);
    }

    /// <inheritdoc/>
    public bool Equals(ExpectedVersion other) =>
        Kind == other.Kind && Seen == other.Seen && Decided == other.Decided && Own.SequenceEqual(other.Own);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ExpectedVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Seen, Decided, Own.Count);

    /// <summary>True where both assert the same.</summary>
    public static bool operator ==(ExpectedVersion left, ExpectedVersion right) => left.Equals(right);

    /// <summary>True where they assert something different.</summary>
    public static bool operator !=(ExpectedVersion left, ExpectedVersion right) => !left.Equals(right);
}
