using StreamFlow.Data;
using StreamFlow.State;
using StreamFlow.State.Pages;

namespace StreamFlow.Engine.Sinks;

/// <summary>The rows that one lane gives to one sink in an epoch, as pages of the epoch's checkpoint: what is sent again when they cannot be made again.</summary>
internal sealed class StoredRows(string sink, string lane)
{
    /// <summary>Every page begins with it; then batches of rows up to its end.</summary>
    public const byte PageVersion = 1;

    private const int PageBytes = 16 << 20;

    private readonly PageWriter _bytes = new();
    private readonly List<byte[]> _full = [];

    /// <summary>The name under which a sink's rows stand in a checkpoint; no operator's name begins with '$'.</summary>
    public static string Operator(string sink) => $"$output {sink}";

    public void Clear()
    {
        _bytes.Clear();
        _full.Clear();
    }

    public void Add(ColumnBatch rows)
    {
        if (rows.RowCount == 0)
            return;
        if (_bytes.Length == 0)
            _bytes.WriteByte(PageVersion);
        RowPage.Write(rows, _bytes);
        if (_bytes.Length < PageBytes)
            return;
        _full.Add(_bytes.ToArray());
        _bytes.Clear();
    }

    public IEnumerable<StatePage> Pages()
    {
        var rest = _bytes.Length == 0 ? _full : _full.Append(_bytes.ToArray());
        return rest.Select((bytes, index) => new StatePage(Operator(sink), lane, index.ToString("D6", System.Globalization.CultureInfo.InvariantCulture), bytes));
    }
}
