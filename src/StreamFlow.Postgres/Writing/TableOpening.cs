using Microsoft.Extensions.Logging;
using StreamFlow.Postgres.Connections;
using StreamFlow.Postgres.Tables;

namespace StreamFlow.Postgres.Writing;

/// <summary>Finds a sink's table, or makes it, and checks the rows against it.</summary>
internal sealed class TableOpening(TableRequest request, ConnectionSettings settings, ILogger logger)
{
    /// <returns>The table, and its columns, one for each of the rows'.</returns>
    /// <exception cref="StreamFaultException">There is no such table, or the rows do not fit it.</exception>
    public async Task<(TableAddress Table, IReadOnlyList<TableColumn> Columns)> OpenAsync(PostgresSession session, CancellationToken cancellation)
    {
        var found = await TableCatalog.FindAsync(session, request.Address, cancellation).ConfigureAwait(false);
        if (found is null && request.CreateIfMissing)
        {
            await TableCreation.CreateAsync(session, TableCreation.Statement(request, ifNotExists: true), cancellation).ConfigureAwait(false);
            found = await TableCatalog.FindAsync(session, request.Address, cancellation).ConfigureAwait(false);
            logger.TableCreated(request.Address.ToString());
        }

        if (found is null)
        {
            throw StreamFaultException.User(
                $"PostgreSQL at {settings.Server} has no table '{request.Address}'{(request.Address.Schema is null ? " in the schemas of the search path" : "")}",
                $"{TableCreation.Statement(request)}; or set CreateIfMissing = true on the PostgresTable");
        }

        return (found.Address, TableMatch.Match(request, found));
    }
}
