using System.Transactions;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// Opens connections of the host's data source. A transaction that the host has around its call is not joined: an append is a transaction of its own, and what
/// it answers is committed.
/// </summary>
internal static class Connections
{
    internal static NpgsqlConnection Open(NpgsqlDataSource dataSource)
    {
        using var alone = Alone();
        return dataSource.OpenConnection();
    }

    internal static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        using var alone = Alone();
        return await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    private static TransactionScope? Alone() => Transaction.Current is null
        ? null
        : new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
}
