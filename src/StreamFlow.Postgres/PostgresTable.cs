using System.Linq.Expressions;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;
using StreamFlow.Postgres.Connections;
using StreamFlow.Postgres.Tables;
using StreamFlow.Postgres.Writing;

namespace StreamFlow.Postgres;

/// <summary>
/// Rows as rows of a PostgreSQL table, exactly once: an epoch's rows and its number are in one transaction. Rows are appended, or with <see cref="UpsertOn"/> replace the row
/// that has the same key. All tables of a job on one connection share one transaction. PostgreSQL 12 or newer.
/// <para>A row's column goes to the table's column of the same name, case and underscores left out of account: <c>deviceId</c> is <c>device_id</c>, <c>deviceid</c> or
/// <c>"DeviceId"</c>. Types are checked against the table when the job starts.</para>
/// </summary>
/// <param name="table">An existing table, unless <see cref="CreateIfMissing"/>; <c>name</c> or <c>schema.name</c>.</param>
public sealed class PostgresTable<T>(string table) : SinkSpec<T>
    where T : class
{
    /// <summary>The table, as it was named.</summary>
    public string Table => table;

    public override string Name => table;

    /// <summary>The table's schema. Default: the one in the table's name, or the connection's search path.</summary>
    public string? Schema { get; init; }

    /// <summary>
    /// The columns of the key, as in <c>c =&gt; c.DeviceId</c> or <c>c =&gt; new { c.DeviceId, c.End }</c>: a row replaces the table's row with the same key. The table needs a primary key or
    /// a unique index on exactly these columns. Of several rows of an epoch with one key the last counts. Default: null, rows are appended.
    /// </summary>
    public Expression<Func<T, object?>>? UpsertOn { get; init; }

    /// <summary>Makes the table from the row type where there is none, with the upsert key as its primary key. Default: false, a missing table is an error that shows the statement.</summary>
    public bool CreateIfMissing { get; init; }

    /// <summary>The section of the configuration under <c>StreamFlow</c> that has the connection: <c>Postgres</c> (the default), or another such as <c>Postgres:warehouse</c>.</summary>
    public string Connection { get; init; } = ConnectionSettings.DefaultSection;

    public override string CommitGroup => $"postgres:{Connection}";

    public override string Describe() =>
        $"postgres table {Address}{(UpsertOn is null ? ", append" : $", upsert on {string.Join(", ", Key)}")}"
        + (Connection == ConnectionSettings.DefaultSection ? "" : $", connection {Connection}");

    public override void Check(RowSchema schema)
    {
        _ = Address;
        _ = Key;
        ColumnNames.RequireDistinct(schema);
    }

    public override SinkCommitter OpenCommitter(ConnectorContext context) =>
        new PostgresCommitter(ConnectionSettings.From(Connection, context), Connection, context);

    public override SinkWriter OpenWriter(SinkCommitter committer, RowSchema schema) =>
        ((PostgresCommitter)committer).OpenWriter(this, new TableRequest(Address, schema, Rows, Key, CreateIfMissing));

    private TableAddress Address => TableAddress.Of(table, Schema);

    private static Data.Rows.RowType Rows => Data.Rows.RowType.Of<T>();

    private IReadOnlyList<string> Key => UpsertKey.Of(UpsertOn, Rows, table);
}
