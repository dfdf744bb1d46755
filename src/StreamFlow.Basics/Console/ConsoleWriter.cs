using System.Text;
using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Basics.Console;

internal sealed class ConsoleWriter(ConsoleCommitter committer, RecordEncoder encoder) : SinkWriter
{
    private readonly EncodedRows _encoded = new();
    private readonly StringBuilder _lines = new();

    public override void Write(ColumnBatch rows)
    {
        _encoded.Reset();
        _lines.Clear();
        encoder.Encode(rows, _encoded);
        for (var row = 0; row < _encoded.Count; row++)
            _lines.Append(Encoding.UTF8.GetString(_encoded[row])).Append('\n');
        committer.Write(_lines.ToString());
    }
}
