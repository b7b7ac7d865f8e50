namespace EventStore.Conflicts.PostgreSql;

/// <summary>What an append may rely on as long as the mark is that of the store: a number has one name. Safe for many threads.</summary>
internal sealed class KnownStore(StoreRow row, EventTypeNames types)
{
    internal StoreRow Row { get; } = row;

    internal EventTypeNames Types { get; } = types;

    internal ConditionText Conditions { get; } = new(types);
}
