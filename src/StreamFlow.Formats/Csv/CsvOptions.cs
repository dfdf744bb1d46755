namespace StreamFlow.Formats.Csv;

/// <summary>How rows stand in comma-separated text (RFC 4180); reader and writer share it. Lines end in LF when they are written.</summary>
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

    /// <exception cref="StreamFaultException">The options contradict each other.</exception>
    internal void Require()
    {
        if (Separator is '"' or '\r' or '\n' or > '\u007F')
            throw StreamFaultException.User($"'{Separator}' cannot separate the fields of CSV", "give one ASCII character that is neither a quote nor a line break, such as ';' or '\\t'");
        if (NullText.AsSpan().ContainsAny([Separator, '"', '\r', '\n']))
            throw StreamFaultException.User($"'{NullText}' cannot stand for null in CSV: it would need quotes, and in quotes it is a text", "give a text without separators, quotes and line breaks, such as \"\\\\N\"");
    }
}
