namespace StreamFlow.Formats.Csv;

/// <summary>How rows stand in comma-separated text (RFC 4180); reader and writer share it.</summary>
public sealed record CsvOptions
{
    /// <summary>Between two fields: one ASCII character that is neither a quote nor a line break. Default a comma.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first line of a file names the columns. Default yes.</summary>
    public bool Header { get; init; } = true;

    /// <summary>
    /// What stands for a missing value, never in quotes; the same text in quotes is that text. Default empty: <c>a,,b</c> has a null, <c>a,"",b</c> an empty string.
    /// </summary>
    public string NullText { get; init; } = "";
}
