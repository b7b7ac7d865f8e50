using System.Text.Json.Serialization;

namespace EventStore.Conflicts;

/// <summary>A range of versions of one stream, both ends included. Immutable.</summary>
public readonly record struct VersionRange
{
    /// <summary>The versions from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="first"/> is below 1, or <paramref name="last"/> is below <paramref name="first"/>.
    /// </exception>
    [JsonConstructor]
    public VersionRange(long first, long last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        First = first;
        Last = last;
    }

    /// <summary>The first version in the range; 0 only in <c>default(VersionRange)</c>, which is no range.</summary>
    public long First { get; }

    /// <summary>The last version in the range.</summary>
    public long Last { get; }

    /// <summary>How many versions the range holds.</summary>
    public long Count => First == 0 ? 0 : Last - First + 1;

    /// <summary>True where <paramref name="version"/> lies in the range.</summary>
    public bool Contains(long version) => First != 0 && version >= First && version <= Last;

    /// <summary>For example <c>4-7</c>, or <c>4</c> for a single version.</summary>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}
