using System.Text.Json;
using StreamFlow.Files.Native;

namespace StreamFlow.Integration.Files;

/// <summary>DuckDB as a reader of its own mind: what it makes of a directory.</summary>
internal static class DuckDb
{
    public static string Library => Environment.GetEnvironmentVariable(DuckDbTheoryAttribute.Variable)!;

    /// <summary>The rows of a query, one JSON object each.</summary>
    public static IReadOnlyList<JsonElement> Query(string sql, string scratch)
    {
        DuckDbLibrary.Load(Library);
        using var connection = new DuckDbConnection();
        Assert.Null(connection.Execute($"COPY ({sql}) TO '{scratch}' (FORMAT json)"));
        return [.. File.ReadLines(scratch).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
