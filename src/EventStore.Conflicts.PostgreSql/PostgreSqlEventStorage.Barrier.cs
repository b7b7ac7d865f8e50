using System.Globalization;
using Dapper;

namespace EventStore.Conflicts.PostgreSql;

public sealed partial class PostgreSqlEventStorage
{
    /// <summary>
    /// What holds readers of the whole store back right now. Also a measurement, <c>eventstore.read_barrier.age</c>, and a figure of the health check.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="EventStoreUnavailableException">The server cannot be reached.</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public Task<ReadBarrier> GetReadBarrierAsync(CancellationToken cancellationToken = default) => QueryAsync(
        async connection =>
        {
            var oldest = await connection.QuerySingleOrDefaultAsync<(double Seconds, int? ProcessId, string? Holder)?>(sql.ReadBarrier).ConfigureAwait(false);
            return oldest is { } held
                ? new ReadBarrier(TimeSpan.FromSeconds(Math.Max(0, held.Seconds)), held.ProcessId, string.IsNullOrEmpty(held.Holder) ? "a transaction that this role may not see" : held.Holder)
                : ReadBarrier.None;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, object>> GetHealthFiguresAsync(CancellationToken cancellationToken)
    {
        var barrier = await GetReadBarrierAsync(cancellationToken).ConfigureAwait(false);
        var figures = new Dictionary<string, object>(StringComparer.Ordinal) { ["read_barrier.age"] = barrier.Age };
        if (barrier.Holder is { } holder)
        {
            figures["read_barrier.holder"] = barrier.ProcessId is { } process ? string.Create(CultureInfo.InvariantCulture, $"{holder} (process {process})") : holder;
        }

        return figures;
    }
}
