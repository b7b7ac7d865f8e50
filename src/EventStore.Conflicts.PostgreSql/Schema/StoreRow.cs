namespace EventStore.Conflicts.PostgreSql;

/// <summary>The one row of the table <c>store</c>, and what the server says of itself.</summary>
internal sealed record StoreRow
{
    internal required Guid Id { get; init; }

    /// <summary>Tells a store from one that was restored, or made anew under its name.</summary>
    internal required string Mark { get; init; }

    internal required int Version { get; init; }

    internal required int Epoch { get; init; }

    internal required Guid EpochId { get; init; }

    /// <summary>Of the server, and of its standbys and backups; null where it doesn't tell.</summary>
    internal required long? SystemId { get; init; }

    /// <summary>The ids of transactions began again since the epoch did.</summary>
    internal required bool IsRestored { get; init; }

    /// <summary>The server took over from another one since the epoch began, or was recovered to a point in time.</summary>
    internal required bool IsPromoted { get; init; }

    /// <summary>Whether this is what has become of <paramref name="earlier"/> by a failover: the same store of the same server, in an epoch that is yet to begin, or has.</summary>
    internal bool Follows(StoreRow earlier) =>
        Id == earlier.Id && SystemId == earlier.SystemId && !IsRestored && (IsPromoted || EpochId != earlier.EpochId);
}

/// <summary>What a store finds when it is opened.</summary>
/// <param name="Row">The store as it is now.</param>
/// <param name="Prepared">Used where nothing between this process and the server hands its sessions to others.</param>
internal sealed record OpenedStore(StoreRow Row, PreparedStatements Prepared);
