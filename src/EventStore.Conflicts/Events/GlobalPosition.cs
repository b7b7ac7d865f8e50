using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace EventStore.Conflicts;

/// <summary>
/// The place of an event in the whole store. Opaque: it can be compared, printed and parsed back, and nothing else. Positions
/// have holes, never change, and agree with the version order inside each stream. Only a position that came out of
/// <see cref="IEventStore.ReadAllAsync"/> is a checkpoint. Immutable.
/// </summary>
[JsonConverter(typeof(TextJsonConverter<GlobalPosition>))]
public readonly struct GlobalPosition : IEquatable<GlobalPosition>, IComparable<GlobalPosition>, IParsable<GlobalPosition>
{
    // Counted from 1, so that 0 is what nobody made.
    private readonly ulong epoch;

    /// <summary>For engines: a position made of its parts, compared in this order. An engine uses as many of them as it needs.</summary>
    /// <param name="epoch">Moves when transaction ids may be given again, for example after a restore or a failover; 0 where there are none.</param>
    /// <param name="transaction">The transaction that wrote the event; 0 where the sequence alone orders the store.</param>
    /// <param name="sequence">The place within what the other two name.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> or <paramref name="sequence"/> is negative.</exception>
    public GlobalPosition(long epoch, ulong transaction, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        this.epoch = (ulong)epoch + 1;
        Transaction = transaction;
        Sequence = sequence;
    }

    /// <summary>Before every event: reading after it reads the whole store.</summary>
    public static GlobalPosition Start { get; } = new(0, 0, 0);

    /// <summary>For engines: the first part.</summary>
    public long Epoch => IsDefault ? 0 : (long)(epoch - 1);

    /// <summary>For engines: the second part.</summary>
    public ulong Transaction { get; }

    /// <summary>For engines: the third part.</summary>
    public long Sequence { get; }

    /// <summary>True for <c>default(GlobalPosition)</c>, which is no position and which every operation refuses.</summary>
    public bool IsDefault => epoch == 0;

    /// <summary>Reads what <see cref="ToString"/> printed.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException"><paramref name="s"/> is not a printed position.</exception>
    public static GlobalPosition Parse(string s) => Parse(s, provider: null);

    /// <summary>Reads what <see cref="ToString"/> printed, whatever <paramref name="provider"/> is.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException"><paramref name="s"/> is not a printed position.</exception>
    public static GlobalPosition Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var position)
            ? position
            : throw new FormatException($"'{NameRule.Show(s)}' is not a position: one number, or three with dots between them, as ToString prints it.");
    }

    /// <summary>Reads what <see cref="ToString"/> printed; false where <paramref name="s"/> is something else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GlobalPosition result)
    {
        result = default;
        var parts = s?.Split('.') ?? [];
        if (parts.Length is not (1 or 3) || !TryNumber(parts[^1], out var sequence))
        {
            return false;
        }

        ulong epochOf = 0;
        ulong transaction = 0;
        if (parts.Length == 3 && !(TryNumber(parts[0], out epochOf) && TryNumber(parts[1], out transaction)))
        {
            return false;
        }

        if (epochOf > long.MaxValue || sequence > long.MaxValue)
        {
            return false;
        }

        var position = new GlobalPosition((long)epochOf, transaction, (long)sequence);
        var printed = string.Equals(position.ToString(), s, StringComparison.Ordinal);
        result = printed ? position : default;
        return printed;
    }

    /// <inheritdoc/>
    public int CompareTo(GlobalPosition other)
    {
        var byEpoch = epoch.CompareTo(other.epoch);
        var byTransaction = byEpoch != 0 ? byEpoch : Transaction.CompareTo(other.Transaction);
        return byTransaction != 0 ? byTransaction : Sequence.CompareTo(other.Sequence);
    }

    /// <inheritdoc/>
    public bool Equals(GlobalPosition other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GlobalPosition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(epoch, Transaction, Sequence);

    /// <summary>A text that <see cref="Parse(string)"/> reads back; for <c>default(GlobalPosition)</c> a text that says so.</summary>
    public override string ToString() => (IsDefault, Epoch, Transaction) switch
    {
        (true, _, _) => "default(GlobalPosition)",
        (_, 0, 0) => Sequence.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Epoch}.{Transaction}.{Sequence}"),
    };

    /// <summary>True where both are the same position.</summary>
    public static bool operator ==(GlobalPosition left, GlobalPosition right) => left.Equals(right);

    /// <summary>True where they are different positions.</summary>
    public static bool operator !=(GlobalPosition left, GlobalPosition right) => !left.Equals(right);

    /// <summary>True where <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(GlobalPosition left, GlobalPosition right) => left.CompareTo(right) < 0;

    /// <summary>True where <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(GlobalPosition left, GlobalPosition right) => left.CompareTo(right) > 0;

    /// <summary>True where <paramref name="left"/> comes before <paramref name="right"/> or is the same.</summary>
    public static bool operator <=(GlobalPosition left, GlobalPosition right) => left.CompareTo(right) <= 0;

    /// <summary>True where <paramref name="left"/> comes after <paramref name="right"/> or is the same.</summary>
    public static bool operator >=(GlobalPosition left, GlobalPosition right) => left.CompareTo(right) >= 0;

    private static bool TryNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
