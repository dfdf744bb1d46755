using StreamFlow.Data;
using StreamFlow.Postgres.Connections;

namespace StreamFlow.Postgres.Tables;

/// <summary>Makes tables from row types.</summary>
internal static class TableCreation
{
    /// <summary>The statement that makes a table for the rows, as a person would write it.</summary>
    public static string Statement(TableRequest request, bool ifNotExists = false)
    {
        var lines = request.Rows.Fields.Select((field, i) => $"{Column(field, request.EnumOf(i))}{(field.Nullable && !request.Key.Contains(field.Name) ? "" : " NOT NULL")}").ToList();
        if (request.IsUpsert)
            lines.Add($"PRIMARY KEY ({Identifier.QuoteAll(request.Key.Select(ColumnNames.Created))})");
        return $"CREATE TABLE {(ifNotExists ? "IF NOT EXISTS " : "")}{request.Address.Sql} ({string.Join(", ", lines)})";
    }

    /// <summary>A column's definition: <c>"device_id" text</c>.</summary>
    public static string Column(Field field, Type? enumType) =>
        $"{Identifier.Quote(ColumnNames.Created(field.Name))} {ColumnTypes.Sql(ColumnTypes.Fitting(field.Type, enumType)[0])}";

    /// <summary>Makes the table unless somebody else just did.</summary>
    public static async Task CreateAsync(PostgresSession session, string statement, CancellationToken cancellation)
    {
        try
        {
            await session.ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        }
        catch (Npgsql.PostgresException e) when (e.SqlState is Npgsql.PostgresErrorCodes.UniqueViolation or Npgsql.PostgresErrorCodes.DuplicateTable or Npgsql.PostgresErrorCodes.DuplicateObject)
        {
            // IF NOT EXISTS looks before it leaps: two at once meet in the catalog's unique index. The other's table is checked as any.
        }
    }
}
