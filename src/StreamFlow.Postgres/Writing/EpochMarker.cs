using Microsoft.Extensions.Logging;
using Npgsql;
using StreamFlow.Connectors;
using StreamFlow.Postgres.Connections;
using StreamFlow.Postgres.Tables;

namespace StreamFlow.Postgres.Writing;

/// <summary>
/// The row that remembers which epoch a job's tables hold and which generation may write them. Invariants: the epoch is changed in the transaction that has its rows, from its
/// predecessor only, and by the newest generation only; the generation never falls. Whoever changes the row holds its lock up to the end of the transaction.
/// </summary>
internal sealed class EpochMarker(ConnectionSettings settings, ConnectorContext context, string connection)
{
    private static readonly string Columns =
        "application text NOT NULL, job text NOT NULL, connection text NOT NULL, epoch bigint, generation bigint NOT NULL, changed_at timestamptz NOT NULL, PRIMARY KEY (application, job, connection)";

    private readonly string _table = settings.EpochTable.Sql;

    private object[] Key => [context.Application, context.Job, connection];

    /// <summary>The newest generation that has opened the tables; 0 where none has.</summary>
    public async Task<Generation> ReadGenerationAsync(PostgresSession session, CancellationToken cancellation) =>
        await ExistsAsync(session, cancellation).ConfigureAwait(false) && await ReadAsync(session, cancellation).ConfigureAwait(false) is { } row ? row.Generation : default;

    public async Task EnsureTableAsync(PostgresSession session, CancellationToken cancellation)
    {
        if (await ExistsAsync(session, cancellation).ConfigureAwait(false))
            return;
        var statement = $"CREATE TABLE IF NOT EXISTS {_table} ({Columns})";
        try
        {
            await TableCreation.CreateAsync(session, statement, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable)
        {
            throw StreamFaultException.User(
                $"the table {settings.EpochTable}, in which StreamFlow keeps which epoch the job's tables hold, is not there and cannot be made: {e.MessageText}",
                $"as a role that may: {statement}; GRANT SELECT, INSERT, UPDATE ON {_table} TO …; or name another with StreamFlow:{connection}:EpochTable = schema.name",
                inner: e);
        }
    }

    /// <summary>Raises the generation, in a transaction that stays open: from its commit on no older one can change the row.</summary>
    /// <returns>The epoch, null where there is none yet.</returns>
    /// <exception cref="StreamFaultException">A newer generation has opened the tables.</exception>
    public async Task<EpochNumber?> ClaimAsync(PostgresSession session, Generation generation, CancellationToken cancellation)
    {
        var claimed = await session.QueryAsync(
            $"""
            INSERT INTO {_table} AS marker (application, job, connection, generation, changed_at) VALUES ($1, $2, $3, $4, clock_timestamp())
            ON CONFLICT (application, job, connection) DO UPDATE SET generation = EXCLUDED.generation, changed_at = EXCLUDED.changed_at
            WHERE marker.generation <= EXCLUDED.generation RETURNING epoch
            """,
            row => row.IsDBNull(0) ? (EpochNumber?)null : new EpochNumber(row.GetInt64(0)),
            cancellation,
            [.. Key, generation.Value]).ConfigureAwait(false);
        return claimed.Count == 1 ? claimed[0] : throw TakenOver();
    }

    /// <summary>Sets the epoch by somebody's word.</summary>
    public async Task SetAsync(PostgresSession session, EpochNumber epoch, Generation generation, CancellationToken cancellation)
    {
        var changed = await session.ExecuteAsync(
            $"UPDATE {_table} SET epoch = $4, changed_at = clock_timestamp() WHERE application = $1 AND job = $2 AND connection = $3 AND generation = $5",
            cancellation,
            [.. Key, epoch.Value, generation.Value]).ConfigureAwait(false);
        if (changed != 1)
            throw TakenOver();
    }

    /// <summary>Moves the marker to an epoch from the one before it, in a transaction that stays open.</summary>
    /// <returns>False when the tables hold the epoch already.</returns>
    /// <exception cref="StreamFaultException">A newer generation has opened the tables, or the marker is not where it must be.</exception>
    public async Task<bool> AdvanceAsync(PostgresSession session, EpochNumber epoch, Generation generation, CancellationToken cancellation)
    {
        var changed = await session.ExecuteAsync(
            $"""
            UPDATE {_table} SET epoch = $4, generation = $5, changed_at = clock_timestamp()
            WHERE application = $1 AND job = $2 AND connection = $3 AND coalesce(epoch, 0) = $4 - 1 AND generation <= $5
            """,
            cancellation,
            [.. Key, epoch.Value, generation.Value]).ConfigureAwait(false);
        if (changed == 1)
            return true;
        var found = await ReadAsync(session, cancellation).ConfigureAwait(false);
        if (found is { } row && row.Generation.Value > generation.Value)
            throw TakenOver();
        if (found is { Epoch: { } held } && held >= epoch)
            return false;
        throw StreamFaultException.External(
            $"{settings.EpochTable} in PostgreSQL at {settings.Server} says {(found?.Epoch is { } at ? $"epoch {at}" : "nothing")} for the job {context.Job}, and {epoch.Value - 1} was committed: the database was restored or failed over to an older state, or somebody changed the row",
            "start the job again: it replays from the log what the database has lost");
    }

    /// <summary>The sessions whose transactions hold the row.</summary>
    public Task<List<MarkerHolder>> FindHoldersAsync(PostgresSession session, CancellationToken cancellation) => session.QueryAsync(
        $"""
        SELECT a.pid, a.usename::text, a.application_name
        FROM {_table} e
        JOIN pg_locks l ON l.locktype = 'transactionid' AND l.granted AND l.transactionid = e.xmax
        JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE e.application = $1 AND e.job = $2 AND e.connection = $3 AND a.pid <> pg_backend_pid()
        """,
        row => new MarkerHolder(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)),
        cancellation,
        Key);

    private async Task<(EpochNumber? Epoch, Generation Generation)?> ReadAsync(PostgresSession session, CancellationToken cancellation)
    {
        var found = await session.QueryAsync(
            $"SELECT epoch, generation FROM {_table} WHERE application = $1 AND job = $2 AND connection = $3",
            row => (row.IsDBNull(0) ? (EpochNumber?)null : new EpochNumber(row.GetInt64(0)), new Generation(row.GetInt64(1))),
            cancellation,
            Key).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private async Task<bool> ExistsAsync(PostgresSession session, CancellationToken cancellation) =>
        (await session.QueryAsync("SELECT to_regclass($1) IS NOT NULL", row => row.GetBoolean(0), cancellation, _table).ConfigureAwait(false))[0];

    private StreamFaultException TakenOver() => StreamFaultException.User(
        $"another instance of the job has taken over: this one may not write to PostgreSQL at {settings.Server} any more ({context.Application}.{context.Job})",
        "run one instance of a job at a time; a second environment on the same database needs an application name of its own");
}
