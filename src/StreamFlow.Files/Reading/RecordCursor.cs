using StreamFlow.Connectors;
using StreamFlow.Formats;

namespace StreamFlow.Files.Reading;

/// <summary>
/// Where one partition is read, record by record, from one extent into the next.
/// <code>
/// _position ≤ _next     _next is where a record begins (once placed); what lies between belongs to a record of an earlier range
/// _position ≤ _to       the next range begins at _position
/// </code>
/// So a range may end anywhere: the record that it cuts is the range's that holds its first byte, and any cut gives the same records.
/// </summary>
internal sealed unsafe class RecordCursor : IDisposable
{
    /// <summary>A longer value of a bad record is cut in the report.</summary>
    private const int ReportedBytesMax = 64 * 1024;

    private const int ReadAheadBytes = 256 * 1024;

    private readonly ExtentMap _map;
    private readonly FilesToRead _files;
    private readonly int _partition;
    private readonly RecordDecoder _decoder;
    private readonly ContentPlacement _placement;
    private readonly ContentBuffer _buffer;
    private readonly RawRecord[] _records;
    private readonly List<BadRow> _bad = [];
    private readonly int _window;
    private FileExtent? _extent;
    private long _position = -1;
    private long _next;
    private long _to;
    private bool _isPlaced;
    private long _timestamp;
    private long _timestampUntil;
    private int _count;

    public RecordCursor(ExtentMap map, FilesToRead files, int partition, SourceReaderOptions options)
    {
        _map = map;
        _files = files;
        _partition = partition;
        _decoder = files.Format.CreateDecoder(options.Columns);
        _records = new RawRecord[options.RowsMax];
        _window = files.RecordBytesMax + RecordFraming.LineBreakBytesMax;
        _buffer = new ContentBuffer(_window + ReadAheadBytes);
        _placement = new ContentPlacement(_buffer, files.Framing, _decoder, files.RecordBytesMax);
    }

    public bool IsDone => _position >= _to;

    public void Take(long from, long to)
    {
        _to = to;
        _timestampUntil = long.MinValue;
        if (from == _position)
        {
            // It may be known by now where the file ends.
            if (_extent is not null && _map.Find(_partition, _extent.Base) is var known)
                _extent = _next < known.End ? known : null;
            return;
        }

        _position = _next = from;
        _isPlaced = false;
        Leave();
    }

    /// <summary>Fills the batch with records of one extent; at least moves on.</summary>
    public void Read(SourceBatch batch)
    {
        _count = 0;
        var begun = _next;
        while (_next < _to && _count < _records.Length && (_extent is not null || _count == 0))
        {
            if (_extent is null)
                Enter(batch);
            else if (!TakeRecord(batch))
                break;
        }

        if (_count > 0)
            Decode(batch);
        batch.Partition = _partition;
        batch.Bytes = _next - begun;
        batch.NextOffset = _position = Math.Min(_next, _to);
        _map.RowSize.Add(_count, batch.Bytes);
    }

    public void Dispose() => _buffer.Dispose();

    /// <returns>False when the records so far have to be decoded first: the buffer is about to move.</returns>
    private bool TakeRecord(SourceBatch batch)
    {
        var rest = Rest();
        var window = rest.Length > _window ? rest[.._window] : rest;
        var length = _files.Framing.FindEnd(window);
        if (length < 0 && window.Length < _window)
        {
            if (_buffer.Position + rest.Length == _extent!.Length)
                length = rest.Length; // the last record of a file needs no line break
            else if (_count > 0)
                return false;
            else
                return Fill(batch);
        }

        if (length >= 0)
            Add(window[..length]);
        else if (_count > 0)
            return false;
        else
            PassLongRecord(batch);
        if (_extent is { } extent && _next >= extent.End)
        {
            _map.Finished(extent, _buffer.Content!);
            _extent = null;
        }

        return true;
    }

    private void Add(ReadOnlySpan<byte> record)
    {
        var value = RecordFraming.WithoutBreak(record);
        if (value.Length > 0 || !_decoder.SkipsEmptyLines)
        {
            _records[_count++] = new RawRecord(
                _buffer.Pointer, value.Length, null, -1, _next, Timestamp(), _extent!.Headers.Count == 0 ? 0 : FileHeaders.Handle);
        }

        Pass(record.Length);
    }

    /// <summary>A record longer than it may be ends at the first line break behind the limit, quotes or not.</summary>
    private void PassLongRecord(SourceBatch batch)
    {
        var extent = _extent!;
        var bad = new BadRecord(
            _files.Source, _partition, _next, EventTime.ToDateTimeOffset(Timestamp()), null, Rest()[..Math.Min(ReportedBytesMax, _files.RecordBytesMax)].ToArray(), extent.Headers, null,
            Invariantly($"the record is longer than {_files.RecordBytesMax} bytes; its beginning is shown ({extent.Name}, byte {_next - extent.Base})"));
        Pass(_files.RecordBytesMax);
        var isPassed = false;
        while (!isPassed && _extent is not null && _next < _extent.End)
        {
            var rest = Rest();
            var end = rest.IndexOf((byte)'\n');
            Pass(end < 0 ? rest.Length : end + 1);
            isPassed = end >= 0;
            if (!isPassed && _next < _extent.End)
                Fill(batch);
        }

        batch.BadRecords.Add(bad);
    }

    private void Enter(SourceBatch batch)
    {
        var extent = _map.Find(_partition, _next);
        _timestampUntil = long.MinValue;
        if (!TryOpen(extent))
        {
            Lose(extent, batch);
            return;
        }

        _extent = extent;
        var at = _placement.Place(extent, _next - extent.Base, isStart: _isPlaced);
        _next = extent.Base + at;
        _isPlaced = true;
        if (_next >= extent.End)
            _extent = null;
    }

    /// <returns>True: the loop goes on, with more bytes, with the content opened elsewhere, or behind what is lost.</returns>
    private bool Fill(SourceBatch batch)
    {
        var extent = _extent!;
        var read = _buffer.Fill();
        if (read > 0 && _map.IsStill(extent, _buffer.Content!))
            return true;

        // The file was cut or written anew under the reader; its content may lie under another name.
        _buffer.Unfill(read);
        var position = _buffer.Position;
        if (TryOpen(extent))
        {
            _buffer.MoveTo(position);
            if (_buffer.Fill() > 0 && _map.IsStill(extent, _buffer.Content!))
                return true;
        }

        Lose(extent, batch);
        return true;
    }

    private bool TryOpen(FileExtent extent)
    {
        var content = _map.TryOpen(extent, extent.Length ?? _to - extent.Base);
        if (content is null)
            return false;
        _buffer.Open(content);
        return true;
    }

    private void Lose(FileExtent extent, SourceBatch batch)
    {
        var to = Math.Min(_to, extent.End);
        _map.Lost(extent, _next, to);
        batch.LostOffsets += to - _next;
        _next = to;
        _isPlaced = false;
        Leave();
    }

    private void Leave()
    {
        _extent = null;
        _buffer.Close();
    }

    /// <summary>What is held of the extent: a file may have been read further than it counts.</summary>
    private ReadOnlySpan<byte> Rest()
    {
        var rest = _buffer.Rest;
        return _extent!.Length is { } length && length - _buffer.Position < rest.Length ? rest[..(int)Math.Max(0, length - _buffer.Position)] : rest;
    }

    private void Pass(int bytes)
    {
        _buffer.Pass(bytes);
        _next += bytes;
    }

    private long Timestamp()
    {
        if (_next >= _timestampUntil)
            _timestamp = _map.TimestampAt(_extent!, _next, out _timestampUntil);
        return _timestamp;
    }

    private void Decode(SourceBatch batch)
    {
        var extent = _placement.Extent!;
        _decoder.Decode(_records.AsSpan(0, _count), batch.Rows, _bad);
        foreach (var bad in _bad)
        {
            ref readonly var record = ref _records[bad.Index];
            batch.BadRecords.Add(new BadRecord(
                _files.Source, _partition, record.Offset, EventTime.ToDateTimeOffset(record.Timestamp), null, record.Value.ToArray(), extent.Headers, bad.Column,
                Invariantly($"{bad.Reason} ({extent.Name}, byte {record.Offset - extent.Base})")));
        }

        _bad.Clear();
    }

    private static string Invariantly(FormattableString text) => FormattableString.Invariant(text);
}
