using StreamFlow.Postgres.Connections;

namespace StreamFlow.Postgres.Tables;

/// <summary>Reads tables from the catalog.</summary>
internal static class TableCatalog
{
    private const string FindTable =
        """
        SELECT c.oid::int8, n.nspname, c.relname, c.relkind
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE lower(c.relname) = lower($1) AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
          AND CASE WHEN $2::text IS NULL THEN n.nspname = ANY (current_schemas(false)) ELSE n.nspname = $2 END
        ORDER BY array_position(current_schemas(false), n.nspname), c.relname = $1 DESC
        LIMIT 1
        """;

    // A domain's values travel as those of the type under it.
    private const string FindColumns =
        """
        WITH RECURSIVE base (attnum, oid, parent, kind, name) AS (
            SELECT a.attnum, t.oid, t.typbasetype, t.typtype, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = $1::oid
            UNION ALL
            SELECT b.attnum, t.oid, t.typbasetype, t.typtype, t.typname FROM base b JOIN pg_type t ON t.oid = b.parent WHERE b.kind = 'd')
        SELECT a.attname, a.attnum, format_type(a.atttypid, a.atttypmod), b.name, b.kind = 'e',
               NOT (a.attnotnull OR (t.typtype = 'd' AND t.typnotnull)),
               a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL,
               a.attgenerated <> '' OR a.attidentity = 'a'
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN base b ON b.attnum = a.attnum AND b.kind <> 'd'
        WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
        """;

    private const string FindUniqueKeys =
        """
        SELECT (SELECT array_agg(k.attnum) FROM unnest(i.indkey) WITH ORDINALITY k (attnum, position) WHERE k.position <= i.indnkeyatts)
        FROM pg_index i
        WHERE i.indrelid = $1::oid AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
        """;

    /// <returns>Null where there is no such table.</returns>
    public static async Task<TableFacts?> FindAsync(PostgresSession session, TableAddress address, CancellationToken cancellation)
    {
        var found = await session.QueryAsync(
            FindTable, row => (Oid: row.GetInt64(0), Schema: row.GetString(1), Name: row.GetString(2), Kind: row.GetChar(3)), cancellation, address.Name, address.Schema).ConfigureAwait(false);
        if (found.Count == 0)
            return null;
        var table = found[0];
        var columns = await session.QueryAsync(
            FindColumns,
            row => new TableColumn(
                row.GetString(0), row.GetInt16(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetBoolean(5), row.GetBoolean(6), row.GetBoolean(7)),
            cancellation,
            table.Oid).ConfigureAwait(false);
        var keys = await session.QueryAsync(FindUniqueKeys, row => (IReadOnlyList<short>)row.GetFieldValue<short[]>(0), cancellation, table.Oid).ConfigureAwait(false);
        return new TableFacts(new TableAddress(table.Schema, table.Name), table.Kind, columns, keys);
    }
}
