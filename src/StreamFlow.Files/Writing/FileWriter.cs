using StreamFlow.Connectors;
using StreamFlow.Data;
using StreamFlow.Formats;

namespace StreamFlow.Files.Writing;

/// <summary>Appends one task's rows to hidden files, one a partition value.</summary>
internal sealed class FileWriter(FileCommitter committer, PartSet parts, PartitionPath paths, DataColumns columns, RecordEncoder encoder) : SinkWriter
{
    private readonly EncodedRows _encoded = new();

    public override void Write(ColumnBatch rows)
    {
        // A replayed epoch that the files hold already.
        if (rows.IsEmpty || committer.IsHeld)
            return;
        _encoded.Reset();
        encoder.Encode(columns.Of(rows), _encoded);
        for (var row = 0; row < rows.RowCount; row++)
            parts.Append(paths.Of(rows, row), _encoded[row]);
    }

    public override void Dispose()
    {
        parts.Dispose();
        base.Dispose();
    }
}
