namespace StreamFlow.Cli.Output;

/// <summary>Rows in columns as wide as their widest cell, for people and for <c>awk</c>: one line a row, no borders.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    /// <summary>Cells that are empty stand as -, so that every line has as many words as the header.</summary>
    public void Add(params object?[] cells) =>
        _rows.Add([.. cells.Select(cell => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cell}") is { Length: > 0 } text ? text : "-")]);

    public void Write(TextWriter output)
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in _rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
