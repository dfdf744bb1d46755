using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using StreamFlow.Postgres.Tables;

namespace StreamFlow.Postgres.Writing;

/// <summary>Rows that the database refuses: which one, why, and what to do.</summary>
internal static partial class RowFaults
{
    /// <summary>Whether the same row would be refused again: data that a type does not take, a constraint, a trigger.</summary>
    public static bool IsAboutRow(PostgresException error) => error.SqlState[..2] is "22" or "23" or "44" or "P0";

    /// <summary>The number of the row within its COPY, from 0; null where the error came later.</summary>
    public static long? CopiedRow(PostgresException error) =>
        CopyLine().Match(error.Where ?? "") is { Success: true } match ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1 : null;

    /// <param name="error">What the database said.</param>
    /// <param name="table">Where the rows went; null where only the database knows.</param>
    /// <param name="row">The row's values where it is known; else the database's own words (its DETAIL) tell.</param>
    /// <param name="isUpsert">Whether rows replace others.</param>
    public static StreamFaultException From(PostgresException error, TableAddress? table, string? row, bool isUpsert)
    {
        var named = table?.ToString() ?? (error.SchemaName is null ? error.TableName : $"{error.SchemaName}.{error.TableName}");
        var constraint = error.ConstraintName is null ? "" : $" (constraint {error.ConstraintName})";
        var column = error.ColumnName is null ? "" : $" (column {error.ColumnName})";
        var detail = string.IsNullOrEmpty(error.Detail) ? "" : $"; {error.Detail}";
        return StreamFaultException.User(
            $"table {named} refuses a row{(row is null ? "" : $" ({row})")}: {error.MessageText}{constraint}{column}{detail}; nothing of the epoch was committed",
            WayOut(error, isUpsert),
            inner: error);
    }

    private static string WayOut(PostgresException error, bool isUpsert) => error.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation when !isUpsert => "a row that replaces the one with its key is written with UpsertOn = …; else filter such rows out with .Where(…), or drop the constraint",
        PostgresErrorCodes.UniqueViolation => "the constraint is not the one of UpsertOn: name its columns there, filter such rows out with .Where(…), or drop it",
        PostgresErrorCodes.NotNullViolation => "give the column a value in a .Select(…), filter such rows out with .Where(…), or ALTER TABLE … ALTER COLUMN … DROP NOT NULL",
        PostgresErrorCodes.ForeignKeyViolation => "the row that it refers to has to be there before: write it first, filter such rows out with .Where(…), or drop the constraint",
        PostgresErrorCodes.StringDataRightTruncation or PostgresErrorCodes.NumericValueOutOfRange => "widen the column with ALTER TABLE … ALTER COLUMN … TYPE …, or shorten the value in a .Select(…)",
        PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter => "PostgreSQL's text takes no zero characters: take them out with .Map(…), or write the value as byte[] to a bytea column",
        _ => "filter such rows out with .Where(…), correct them in a .Select(…), or change the table",
    };

    // The word for "line" is the server's language.
    [GeneratedRegex(@"^COPY .+?, \S+ (\d+)", RegexOptions.Multiline)]
    private static partial Regex CopyLine();
}
