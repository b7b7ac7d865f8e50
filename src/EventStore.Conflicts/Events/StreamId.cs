using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace EventStore.Conflicts;

/// <summary>
/// The name of a stream: one thing whose events are kept in order. Non-empty, at most <see cref="MaxUtf8Bytes"/> bytes of
/// UTF-8, without control characters and lone surrogates. Compared ordinally, so case matters. Immutable.
/// </summary>
[JsonConverter(typeof(TextJsonConverter<StreamId>))]
public readonly struct StreamId : IEquatable<StreamId>, IParsable<StreamId>
{
    /// <summary>The longest a stream id may be, in bytes of UTF-8.</summary>
    public const int MaxUtf8Bytes = NameRule.MaxUtf8Bytes;

    private readonly string? value;

    /// <summary>Names a stream.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty, too long, or has a character that is not allowed.</exception>
    public StreamId(string value) => this.value = NameRule.Check(value, "Stream id", nameof(value));

    /// <summary>The name itself.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(StreamId)</c>, which names no stream.</exception>
    public string Value => value ?? throw new InvalidOperationException("default(StreamId) names no stream; use new StreamId(\"…\").");

    /// <summary>True for <c>default(StreamId)</c>, which names no stream and which every operation refuses.</summary>
    public bool IsDefault => value is null;

    /// <summary>The same as the constructor, whatever <paramref name="provider"/> is.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="s"/> is empty, too long, or has a character that is not allowed.</exception>
    public static StreamId Parse(string s, IFormatProvider? provider) => new(s);

    /// <summary>The stream that <paramref name="s"/> names; false where it is not allowed as a name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StreamId result)
    {
        var allowed = s is not null && NameRule.Problem(s, "Stream id") is null;
        result = allowed ? new StreamId(s!) : default;
        return allowed;
    }

    /// <inheritdoc/>
    public bool Equals(StreamId other) => string.Equals(value, other.value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value is null ? 0 : StringComparer.Ordinal.GetHashCode(value);

    /// <summary>The name; for <c>default(StreamId)</c> a text that says so.</summary>
    public override string ToString() => value ?? "default(StreamId)";

    /// <summary>True where both name the same stream.</summary>
    public static bool operator ==(StreamId left, StreamId right) => left.Equals(right);

    /// <summary>True where they name different streams.</summary>
    public static bool operator !=(StreamId left, StreamId right) => !left.Equals(right);
}
