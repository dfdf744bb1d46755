using StreamFlow.Data;
using StreamFlow.Files.Disks;
using StreamFlow.Files.Native;

namespace StreamFlow.Files.Writing.Parquet;

/// <summary>Rows into tables in memory, a table a part, that DuckDB writes as Parquet when the epoch ends.</summary>
internal sealed class ParquetEncoder(Disk disk, string openFolder, RowSchema columns) : PartEncoder
{
    private readonly DuckDbConnection _connection = new();
    private readonly VectorWriter[] _writers = VectorWriters.For(columns);
    private readonly string _columns = VectorWriters.Declare(columns.Fields);
    private ColumnBatch? _rows;
    private int _tables;

    public override Part Open(string path, long openedAt) => new ParquetPart(disk, path, openFolder, openedAt, _connection, $"part{_tables++}", _columns, _writers);

    public override void Take(ColumnBatch rows) => _rows = rows;

    public override void Append(Part part, int row) => ((ParquetPart)part).Append(_rows!, row);

    public override void Dispose()
    {
        _connection.Dispose();
        base.Dispose();
    }
}
