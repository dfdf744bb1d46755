using StreamFlow.Connectors;
using StreamFlow.Data;

namespace StreamFlow.Files.Writing;

/// <summary>Appends one task's rows to hidden files, one a partition value.</summary>
internal sealed class FileWriter(FileCommitter committer, PartSet parts, PartitionPath paths, DataColumns columns) : SinkWriter
{
    public override void Write(ColumnBatch rows)
    {
        // A replayed epoch that the files hold already.
        if (rows.IsEmpty || committer.IsHeld)
            return;
        parts.Take(columns.Of(rows));
        for (var row = 0; row < rows.RowCount; row++)
            parts.Append(paths.Of(rows, row), row);
    }

    public override void Dispose()
    {
        parts.Dispose();
        base.Dispose();
    }
}
