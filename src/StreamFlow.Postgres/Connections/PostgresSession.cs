using System.Data;
using Npgsql;

namespace StreamFlow.Postgres.Connections;

/// <summary>One connection from its opening to its end, with the session settings that the protocol needs. After an error on the wire another takes its place.</summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    /// <summary>Between staging and committing an epoch its record is flushed and other sinks stage. A process that hangs there for longer loses its session, and with it its locks.</summary>
    private static readonly TimeSpan IdleInTransaction = TimeSpan.FromSeconds(60);

    // Before PostgreSQL 12 there is no tcp_user_timeout. A commit that was confirmed must outlive a crash of the server, or the log and the table part.
    private static readonly string Setup =
        $"""
        SELECT set_config('application_name', $1, false),
               set_config('idle_in_transaction_session_timeout', '{(long)IdleInTransaction.TotalMilliseconds}', false),
               set_config('tcp_keepalives_idle', '10', false),
               set_config('tcp_keepalives_interval', '5', false),
               set_config('tcp_keepalives_count', '3', false),
               CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END
        """;

    private readonly NpgsqlConnection _connection;

    private PostgresSession(NpgsqlConnection connection) => _connection = connection;

    /// <summary>The staging tables that this session has.</summary>
    public HashSet<string> StagingTables { get; } = [];

    public bool IsOpen => _connection.FullState == ConnectionState.Open;

    public static async Task<PostgresSession> OpenAsync(ConnectionSettings settings, string applicationName, CancellationToken cancellation)
    {
        var session = new PostgresSession(settings.CreateConnection());
        try
        {
            await session._connection.OpenAsync(cancellation).ConfigureAwait(false);
            await session.ExecuteAsync(Setup, cancellation, applicationName).ConfigureAwait(false);
            return session;
        }
        catch (NpgsqlException e) when (e.InnerException is TimeoutException)
        {
            // Not as a statement that takes long: this may pass.
            await session.DisposeAsync().ConfigureAwait(false);
            throw new IOException("the server did not answer in time", e);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <returns>Rows that the statement changed.</returns>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object?[] values)
    {
        var command = Command(sql, values);
        await using (command.ConfigureAwait(false))
            return await WhileOpenAsync(() => command.ExecuteNonQueryAsync(cancellation)).ConfigureAwait(false);
    }

    /// <returns>All rows of the answer.</returns>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object?[] values)
    {
        var command = Command(sql, values);
        await using (command.ConfigureAwait(false))
        {
            var reader = await WhileOpenAsync(() => command.ExecuteReaderAsync(cancellation)).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                    rows.Add(read(reader));
                return rows;
            }
        }
    }

    public Task<NpgsqlRawCopyStream> BeginCopyAsync(string sql, CancellationToken cancellation) =>
        WhileOpenAsync(() => _connection.BeginRawBinaryCopyAsync(sql, cancellation));

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>A connection that was lost while nothing was sent on it shows as a wrong use of Npgsql.</summary>
    private async Task<T> WhileOpenAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (InvalidOperationException e) when (!IsOpen)
        {
            throw new IOException("the connection was lost", e);
        }
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
