using System.Transactions;
using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// Opens connections of the host's data source; of several hosts, to the primary. A transaction that the host has around its call is not joined: an append is a
/// transaction of its own, and what it answers is committed.
/// </summary>
/// <remarks>
/// The driver keeps for ten seconds what it knows of each host, and takes one for gone when a single session of it was ended. Where that leaves no primary, it is made to
/// forget: whoever comes next asks the hosts, so that a standby is found as soon as it is promoted.
/// </remarks>
internal static class Connections
{
    internal static NpgsqlConnection Open(NpgsqlDataSource dataSource)
    {
        using var alone = Alone();
        return dataSource is NpgsqlMultiHostDataSource hosts ? hosts.OpenConnection(TargetSessionAttributes.Primary) : dataSource.OpenConnection();
    }

    internal static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        using var alone = Alone();
        if (dataSource is not NpgsqlMultiHostDataSource hosts)
        {
            return await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await OpenPrimaryAsync(hosts, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException failure) when (failure is not PostgresException && failure.InnerException is null)
        {
            // No host was asked.
            return await OpenPrimaryAsync(hosts, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<NpgsqlConnection> OpenPrimaryAsync(NpgsqlMultiHostDataSource hosts, CancellationToken cancellationToken)
    {
        try
        {
            return await hosts.OpenConnectionAsync(TargetSessionAttributes.Primary, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            hosts.ClearDatabaseStates();
            throw;
        }
    }

    private static TransactionScope? Alone() => Transaction.Current is null
        ? null
        : new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
}
