using Microsoft.Extensions.Logging;
using Npgsql;
using StreamFlow.Postgres.Connections;

namespace StreamFlow.Postgres.Writing;

/// <summary>
/// Gets the marker's row although somebody may hold it: an instance that was stopped between stage and commit, or an own session whose connection broke while the server has not
/// noticed. Such sessions, of this generation or an older one, are ended; of others it is waited for, for a while.
/// </summary>
internal sealed class MarkerLock(EpochMarker marker, ConnectionSettings settings, string name, ILogger logger)
{
    /// <summary>10 s in all for somebody else's transaction.</summary>
    private const int TriesMax = 50;

    private const int WaitMs = 200;

    /// <summary>Begins a transaction and runs a statement on the row in it.</summary>
    /// <exception cref="StreamFaultException">Somebody else holds the row, or the holder may not be ended.</exception>
    public async Task<T> BeginAsync<T>(PostgresSession session, Generation generation, Func<Task<T>> statement, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await session.ExecuteAsync($"BEGIN; SET LOCAL lock_timeout = {WaitMs}", cancellation).ConfigureAwait(false);
            try
            {
                var result = await statement().ConfigureAwait(false);
                await session.ExecuteAsync("SET LOCAL lock_timeout TO DEFAULT", cancellation).ConfigureAwait(false);
                return result;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                await session.ExecuteAsync("ROLLBACK", cancellation).ConfigureAwait(false);
                await EndHoldersAsync(session, generation, attempt == TriesMax, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task EndHoldersAsync(PostgresSession session, Generation generation, bool isLast, CancellationToken cancellation)
    {
        var holders = await marker.FindHoldersAsync(session, cancellation).ConfigureAwait(false);
        foreach (var holder in holders.Where(holder => holder.Generation?.Value <= generation.Value))
            await EndAsync(session, holder, cancellation).ConfigureAwait(false);
        if (isLast)
        {
            throw Held(
                holders.Count == 0 ? "a session" : string.Join(", ", holders.Select(holder => $"session {holder.Pid} of {holder.User} ({holder.ApplicationName ?? "name not visible"})")),
                holders.Count == 0 ? "" : $": SELECT pg_terminate_backend({holders[0].Pid})",
                null);
        }
    }

    private async Task EndAsync(PostgresSession session, MarkerHolder holder, CancellationToken cancellation)
    {
        logger.EndingHolder(name, holder.Pid);
        try
        {
            await session.QueryAsync("SELECT pg_terminate_backend($1)", row => row.GetBoolean(0), cancellation, holder.Pid).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw Held($"session {holder.Pid} of {holder.User}, an older instance of the job, which this role may not end,", $" as {holder.User} or a superuser: SELECT pg_terminate_backend({holder.Pid}); or GRANT pg_signal_backend to the role", e);
        }
    }

    private StreamFaultException Held(string who, string how, Exception? inner) => StreamFaultException.External(
        $"{who} holds the job's row in {settings.EpochTable} at PostgreSQL {settings.Server}", $"end the session{how}; an instance that hangs loses it by itself after a minute", canRetry: true, inner: inner);
}
