using System.Text;
using System.Text.Json;
using StreamFlow.Data;

namespace StreamFlow.Postgres.Tables;

/// <summary>The row's names and the table's: <c>deviceId</c> is created as <c>device_id</c>, and finds <c>device_id</c>, <c>deviceid</c> and <c>DeviceId</c>.</summary>
internal static class ColumnNames
{
    /// <summary>The name of a column that is created for a field: PostgreSQL's custom, so that nobody has to quote it.</summary>
    public static string Created(string field) => JsonNamingPolicy.SnakeCaseLower.ConvertName(field);

    /// <summary>Names with the same form are the same name.</summary>
    public static string Form(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <exception cref="StreamFaultException">Two fields would be one column, or a name is too long.</exception>
    public static void RequireDistinct(RowSchema schema)
    {
        var same = schema.Fields.GroupBy(field => Form(field.Name), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (same is not null)
        {
            throw StreamFaultException.User(
                $"the columns {string.Join(" and ", same.Select(field => $"'{field.Name}'"))} would be the same column of a table: case and underscores do not count", "rename one of them");
        }

        if (schema.Fields.FirstOrDefault(field => Encoding.UTF8.GetByteCount(Created(field.Name)) > Identifier.BytesMax) is { } longName)
            throw StreamFaultException.User($"'{longName.Name}' is too long for a column's name", $"PostgreSQL takes {Identifier.BytesMax} bytes: give it a [JsonPropertyName]");
    }
}
