namespace EventStore.Conflicts;

/// <summary>What an <see cref="ExpectedVersion"/> asserts.</summary>
public enum ExpectedVersionKind
{
    /// <summary>Nothing was said: <c>default(ExpectedVersion)</c>, which every append refuses.</summary>
    Unspecified = 0,

    /// <summary>The caller has seen every event up to a version.</summary>
    Exactly,

    /// <summary>The stream has no events yet. Strict: conflict rules never apply.</summary>
    NoStream,

    /// <summary>The stream has at least one event. Strict: conflict rules never apply.</summary>
    StreamExists,

    /// <summary>Nothing is asserted, and conflict rules are not asked.</summary>
    Any,

    /// <summary>The decision was taken on one version for somebody who had seen an earlier one.</summary>
    DecidedAt,
}
