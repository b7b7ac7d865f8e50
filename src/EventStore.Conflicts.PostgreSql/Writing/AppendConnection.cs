using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// A connection that sends flushes, one at a time, with its statements prepared where that is safe. Nothing else is kept in its session. Not safe for many
/// threads.
/// </summary>
internal sealed class AppendConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand many;
    private readonly NpgsqlCommand one;
    private readonly FlushParameters parametersOfMany;
    private readonly FlushParameters parametersOfOne;
    private readonly bool prepares;
    private NpgsqlCommand next;
    private bool isChecked;
    private bool isUnconfirmed;

    internal AppendConnection(NpgsqlConnection connection, SqlText sql, TimeSpan lockTimeout, bool prepares)
    {
        this.connection = connection;
        this.prepares = prepares;
        connection.Notice += (_, said) => isUnconfirmed |= PostgreSqlErrors.IsUnconfirmedCommit(said.Notice);
        // Whoever gives up waiting would not know what became of it. The server ends it: its locks have a bound.
        many = new NpgsqlCommand(sql.Append, connection) { CommandTimeout = 0 };
        one = new NpgsqlCommand(sql.AppendOne, connection) { CommandTimeout = 0 };
        parametersOfMany = FlushParameters.OfMany(many.Parameters, lockTimeout);
        parametersOfOne = FlushParameters.OfOne(one.Parameters, lockTimeout);
        next = many;
    }

    /// <summary>True where it can be used again.</summary>
    internal bool IsOpen => connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>Makes a flush ready to be sent. Nothing of it is, before <see cref="SendAsync"/>.</summary>
    internal Task PrepareAsync(Flush flush, string storeMark, DateTimeOffset now)
    {
        (next, var parameters) = flush.IsOneEvent ? (one, parametersOfOne) : (many, parametersOfMany);
        parameters.Fill(flush, storeMark, now, isChecked);
        return prepares && !next.IsPrepared ? next.PrepareAsync() : Task.CompletedTask;
    }

    /// <summary>Sends what was made ready, and returns when the server has said that it is committed.</summary>
    internal async Task<FlushAnswer> SendAsync()
    {
        isUnconfirmed = false;
        FlushAnswer answer;
        var reader = await next.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync().ConfigureAwait(false);
            answer = next == one ? FlushAnswer.OfOne(reader.GetFieldValue<long[]>(0)) : await ReadManyAsync(reader).ConfigureAwait(false);

            // The row comes before the commit does; only the end of the answer tells of that.
            await reader.NextResultAsync().ConfigureAwait(false);
        }

        if (isUnconfirmed)
        {
            throw new IOException("The wait for the synchronous standby was broken off, so nobody knows whether it has what was committed.");
        }

        // What was written was checked. As long as the session is this connection's own, it stays with its server: the store can be made anew there, which its mark tells, but
        // not begin its transaction ids again.
        isChecked = prepares && (isChecked || answer.Transaction is not null);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await many.DisposeAsync().ConfigureAwait(false);
        await one.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<FlushAnswer> ReadManyAsync(NpgsqlDataReader reader) => new(
        reader.GetInt32(0),
        await reader.IsDBNullAsync(1).ConfigureAwait(false) ? null : reader.GetFieldValue<ulong>(1),
        reader.GetFieldValue<int[]>(2),
        reader.GetFieldValue<long[]>(3),
        reader.GetFieldValue<long[]>(4));
}
