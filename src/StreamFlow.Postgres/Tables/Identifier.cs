namespace StreamFlow.Postgres.Tables;

/// <summary>Names in SQL.</summary>
internal static class Identifier
{
    /// <summary>PostgreSQL cuts longer names off.</summary>
    public const int BytesMax = 63;

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string QuoteAll(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));
}
