using System.Runtime.InteropServices;
using StreamFlow.Data;
using StreamFlow.Files.Disks;
using StreamFlow.Files.Native;

namespace StreamFlow.Files.Writing.Parquet;

/// <summary>A table in memory that becomes one Parquet file. Its bytes are those of the values until then.</summary>
internal sealed unsafe class ParquetPart : Part
{
    private readonly DuckDbConnection _connection;
    private readonly string _table;
    private readonly VectorWriter[] _writers;
    private readonly nint[] _vectors;
    private nint _appender;
    private nint _chunk;
    private ulong _chunkRows;
    private long _bytes;

    public ParquetPart(Disk disk, string path, string openFolder, long openedAt, DuckDbConnection connection, string table, string columns, VectorWriter[] writers)
        : base(disk, path, openFolder, openedAt)
    {
        (_connection, _table, _writers) = (connection, table, writers);
        Require(connection.Execute($"CREATE TABLE {table} ({columns})"));
        if (DuckDbCalls.AppenderCreate(connection.Handle, null, table, out _appender) != DuckDbCalls.Success)
            throw Failure(AppenderError());
        _vectors = new nint[writers.Length];
    }

    public override bool GrowsOverEpochs => false;

    public override long Length => _bytes;

    public void Append(ColumnBatch rows, int row)
    {
        if (_chunk == 0)
        {
            _chunk = NewChunk(_writers.Length);
            FindVectors();
        }

        for (var i = 0; i < _writers.Length; i++)
            _bytes += _writers[i].Write(rows.Columns[i], row, _vectors[i], _chunkRows);
        Rows++;
        if (++_chunkRows == DuckDbCalls.VectorSize())
            AppendChunk();
    }

    public override void Flush()
    {
        AppendChunk();
        if (DuckDbCalls.AppenderClose(_appender) != DuckDbCalls.Success)
            throw Failure(AppenderError());
        Require(_connection.Execute($"COPY {_table} TO '{HiddenPath.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet, USE_TMP_FILE false)"));
        using (var file = Disk.Open(HiddenPath))
            file.Flush();
        _bytes = Disk.LengthOf(HiddenPath);
    }

    public override void Park()
    {
        AppendChunk();
        if (_chunk != 0)
            DuckDbCalls.DestroyDataChunk(ref _chunk);
    }

    public override void Abort() => throw StreamFaultException.Internal("a Parquet file has no rows of an earlier epoch");

    protected override void Close()
    {
        if (_chunk != 0)
            DuckDbCalls.DestroyDataChunk(ref _chunk);
        if (_appender == 0)
            return;
        _ = DuckDbCalls.AppenderDestroy(ref _appender);
        _ = _connection.Execute($"DROP TABLE {_table}");
    }

    private nint NewChunk(int columns)
    {
        var types = stackalloc nint[columns];
        for (var i = 0; i < columns; i++)
            types[i] = DuckDbCalls.AppenderColumnType(_appender, (ulong)i);
        var chunk = DuckDbCalls.CreateDataChunk(types, (ulong)columns);
        for (var i = 0; i < columns; i++)
            DuckDbCalls.DestroyLogicalType(ref types[i]);
        return chunk;
    }

    private void AppendChunk()
    {
        if (_chunkRows == 0)
            return;
        DuckDbCalls.DataChunkSetSize(_chunk, _chunkRows);
        if (DuckDbCalls.AppendDataChunk(_appender, _chunk) != DuckDbCalls.Success)
            throw Failure(AppenderError());
        DuckDbCalls.DataChunkReset(_chunk);
        FindVectors();
        _chunkRows = 0;
    }

    /// <summary>Asks where the columns are; a reset may give them other memory.</summary>
    private void FindVectors()
    {
        for (var i = 0; i < _vectors.Length; i++)
            _vectors[i] = DuckDbCalls.DataChunkGetVector(_chunk, (ulong)i);
    }

    private void Require(string? error)
    {
        if (error is not null)
            throw Failure(error);
    }

    private string AppenderError() => Marshal.PtrToStringUTF8(DuckDbCalls.AppenderError(_appender)) ?? "unknown error";

    private StreamFaultException Failure(string error) => StreamFaultException.External(
        $"DuckDB could not write the Parquet file: {error}", "see that the disk has room, that the process may write there and that memory is left, then start the job again", HiddenPath);
}
