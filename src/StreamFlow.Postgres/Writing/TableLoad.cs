using Npgsql;
using StreamFlow.Postgres.Connections;
using StreamFlow.Postgres.Tables;
using StreamFlow.Postgres.Tuples;

namespace StreamFlow.Postgres.Writing;

/// <summary>
/// One sink's way into its table. Rows to append are copied into the table; rows to upsert into a temporary table, out of which the last row of each key is merged into the table.
/// Writers come first by the order of opening, rows by the order of writing.
/// </summary>
internal sealed class TableLoad
{
    private const string NumberColumn = "$number";
    private readonly TableRequest _request;
    private readonly IReadOnlyList<TableColumn> _columns;
    private readonly List<PostgresWriter> _writers = [];
    private readonly string _staging;
    private readonly string _copy;
    private readonly string _merge;

    /// <param name="request">What goes there.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The table's columns, one for each of the rows'.</param>
    /// <param name="ordinal">The load's number among those of the committer.</param>
    public TableLoad(TableRequest request, TableAddress table, IReadOnlyList<TableColumn> columns, int ordinal)
    {
        _request = request;
        _columns = columns;
        Table = table;
        var names = Identifier.QuoteAll(columns.Select(column => column.Name));
        _staging = $"pg_temp.{Identifier.Quote($"streamflow_stage_{ordinal}")}";
        _copy = request.IsUpsert
            ? $"COPY {_staging} ({names}, {Identifier.Quote(NumberColumn)}) FROM STDIN (FORMAT BINARY)"
            : $"COPY {table.Sql} ({names}) FROM STDIN (FORMAT BINARY)";
        _merge = request.IsUpsert ? Merge(names) : "";
    }

    public TableAddress Table { get; }

    /// <summary>Rows of the epoch.</summary>
    public long Rows => _writers.Sum(writer => writer.Rows);

    public PostgresWriter AddWriter(PostgresCommitter committer)
    {
        var fields = _request.Rows.Fields.Select((field, i) => FieldWriters.For(field, _request.EnumOf(i), _columns[i])).ToArray();
        int[] key = [.. _request.Key.Select(_request.Rows.IndexOf)];
        var writer = new PostgresWriter(committer, new TupleWriter(_request.Rows, fields, key), _request.IsUpsert ? _writers.Count : null);
        _writers.Add(writer);
        return writer;
    }

    /// <summary>Before the epoch's transaction: the staging table is the session's, empty outside a transaction, and has the columns' types without their constraints.</summary>
    public async Task PrepareAsync(PostgresSession session, CancellationToken cancellation)
    {
        if (!_request.IsUpsert || Rows == 0 || !session.StagingTables.Add(_staging))
            return;
        var names = Identifier.QuoteAll(_columns.Select(column => column.Name));
        await session.ExecuteAsync(
            $"CREATE TEMPORARY TABLE {_staging} ON COMMIT DELETE ROWS AS SELECT {names}, NULL::bigint AS {Identifier.Quote(NumberColumn)} FROM {Table.Sql} WITH NO DATA",
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends all rows of the epoch within the open transaction.</summary>
    /// <exception cref="StreamFaultException">The database refuses a row: names it.</exception>
    public async Task SendAsync(PostgresSession session, CancellationToken cancellation)
    {
        if (Rows == 0)
            return;
        try
        {
            await BinaryCopy.SendAsync(session, _copy, _writers.SelectMany(writer => writer.Kept).Select(chunk => chunk.Memory), cancellation).ConfigureAwait(false);
            if (_request.IsUpsert)
                await session.ExecuteAsync(_merge, cancellation).ConfigureAwait(false);
        }
        catch (PostgresException error) when (RowFaults.IsAboutRow(error))
        {
            throw RowFaults.From(error, Table, RowFaults.CopiedRow(error) is { } row ? Show(row) : null, _request.IsUpsert);
        }
    }

    public void Forget()
    {
        foreach (var writer in _writers)
            writer.Forget();
    }

    private string Merge(string names)
    {
        var key = _request.Key.Select(name => _columns[_request.Rows.IndexOf(name)].Name).ToList();
        var others = _columns.Select(column => column.Name).Except(key, StringComparer.Ordinal).Select(Identifier.Quote).ToList();
        var keys = Identifier.QuoteAll(key);
        return $"INSERT INTO {Table.Sql} ({names}) "
            + $"SELECT DISTINCT ON ({keys}) {names} FROM {_staging} ORDER BY {keys}, {Identifier.Quote(NumberColumn)} DESC "
            + $"ON CONFLICT ({keys}) DO {(others.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", others.Select(name => $"{name} = EXCLUDED.{name}"))}")}";
    }

    private string? Show(long row)
    {
        foreach (var writer in _writers)
        {
            if (row < writer.Rows)
                return writer.Show(row);
            row -= writer.Rows;
        }

        return null;
    }
}
