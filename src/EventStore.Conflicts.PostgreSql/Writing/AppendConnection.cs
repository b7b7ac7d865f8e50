using Npgsql;

namespace EventStore.Conflicts.PostgreSql;

/// <summary>
/// A connection that sends flushes, one at a time, with its statement prepared where that is safe. Nothing else is kept in its session. Not safe for many
/// threads.
/// </summary>
internal sealed class AppendConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand command;
    private readonly FlushParameters parameters;
    private readonly bool prepares;

    internal AppendConnection(NpgsqlConnection connection, string sql, string storeMark, TimeSpan lockTimeout, bool prepares)
    {
        this.connection = connection;
        this.prepares = prepares;
        // Whoever gives up waiting would not know what became of it. The server ends it: its locks have a bound.
        command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        parameters = new FlushParameters(command.Parameters, storeMark, lockTimeout);
    }

    /// <summary>True where it can be used again.</summary>
    internal bool IsOpen => connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>Makes a flush ready to be sent. Nothing of it is, before <see cref="SendAsync"/>.</summary>
    internal Task PrepareAsync(Flush flush, DateTimeOffset now)
    {
        parameters.Fill(flush, now);
        return prepares && !command.IsPrepared ? command.PrepareAsync() : Task.CompletedTask;
    }

    /// <summary>Sends what was made ready, and returns when the server has said that it is committed.</summary>
    internal async Task<FlushAnswer> SendAsync()
    {
        FlushAnswer answer;
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync().ConfigureAwait(false);
            answer = new FlushAnswer(
                reader.GetInt32(0),
                await reader.IsDBNullAsync(1).ConfigureAwait(false) ? null : reader.GetFieldValue<ulong>(1),
                reader.GetFieldValue<int[]>(2),
                reader.GetFieldValue<long[]>(3),
                reader.GetFieldValue<long[]>(4));

            // The row comes before the commit does; only the end of the answer tells of that.
            await reader.NextResultAsync().ConfigureAwait(false);
        }

        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
