using System.Net.Sockets;
using Npgsql;

namespace StreamFlow.Postgres.Connections;

/// <summary>Which errors pass by themselves, and what the others mean for the person who runs the job.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether the same transaction, made again from the kept rows, may work: a conflict with another transaction, a lost connection, a server that restarts.</summary>
    public static bool MayPass(Exception error) => error switch
    {
        PostgresException server => MayPass(server.SqlState),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException client => client.InnerException is IOException or SocketException or null || client.IsTransient,
        IOException or SocketException or ObjectDisposedException => true,
        _ => false,
    };

    public static bool IsLockTimeout(PostgresException error) => error.SqlState == PostgresErrorCodes.LockNotAvailable;

    /// <summary>Whether it is for <see cref="Fault"/>.</summary>
    public static bool IsDatabase(Exception error) => error is NpgsqlException or IOException or SocketException or ObjectDisposedException;

    /// <param name="error">What Npgsql threw; its messages hold no connection string.</param>
    /// <param name="settings">Whose server it is.</param>
    /// <param name="doing">As in "failed while …".</param>
    public static StreamFaultException Fault(Exception error, ConnectionSettings settings, string doing) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } server => StreamFaultException.User(
            $"PostgreSQL at {settings.Server} refuses the login: {server.MessageText}", "check Username and Password, and the server's pg_hba.conf", inner: error),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } server => StreamFaultException.User(
            $"PostgreSQL at {settings.Server}: {server.MessageText}", "check Database, or create it: CREATE DATABASE …", inner: error),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } server => StreamFaultException.User(
            $"PostgreSQL at {settings.Server} does not allow {doing}: {server.MessageText}", "give the login's role the right (GRANT), or log in as another", inner: error),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } server => StreamFaultException.External(
            $"PostgreSQL at {settings.Server} gave up {doing}: {server.MessageText}", "raise statement_timeout for the role, or Command Timeout in the connection's settings, or make epochs smaller", canRetry: true, inner: error),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } server => StreamFaultException.External(
            $"PostgreSQL at {settings.Server}: {server.MessageText}", "make room on the server's disk", inner: error),
        PostgresException server => StreamFaultException.External(
            $"PostgreSQL at {settings.Server} failed while {doing}: {server.MessageText} ({server.SqlState}){(server.Detail is null ? "" : $"; {server.Detail}")}", server.Hint, canRetry: MayPass(error), inner: error),
        NpgsqlException { InnerException: TimeoutException } => StreamFaultException.External(
            $"PostgreSQL at {settings.Server} did not answer in time while {doing}",
            $"check the server, or raise Timeout (connecting) or Command Timeout ({settings.CommandTimeout.TotalSeconds:0} s) in the connection's settings", canRetry: true, inner: error),
        _ => StreamFaultException.External(
            $"no PostgreSQL answers at {settings.Server} while {doing}: {error.GetBaseException().Message}",
            "check that the server runs and that Host, Port and SSL Mode are right (StreamFlow:Postgres)", canRetry: true, inner: error),
    };

    private static bool MayPass(string state) =>
        state.StartsWith("08", StringComparison.Ordinal)
        || state is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections
            // idle_in_transaction_session_timeout: the log or another sink took long.
            or "25P03";
}
