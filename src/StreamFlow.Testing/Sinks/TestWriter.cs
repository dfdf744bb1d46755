using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Data.Rows;

namespace StreamFlow.Testing.Sinks;

internal sealed class TestWriter<T>(TestCommitter committer) : SinkWriter
    where T : class
{
    private readonly RowReader<T> _reader = RowReader.For<T>();

    public override void Write(ColumnBatch rows) =>
        committer.Write([.. Enumerable.Range(0, rows.RowCount).Select(row => (object)_reader.Read(rows, row))]);
}
