using System.Buffers;
using StreamFlow.Files.Disks;

namespace StreamFlow.Files.Writing.Text;

/// <summary>
/// A hidden file that rows are appended to, over many epochs. Invariants: bytes before <see cref="Committed"/> never change; everything behind them belongs to the epoch in work.
/// </summary>
internal sealed class TextPart(Disk disk, string path, string openFolder, long openedAt) : Part(disk, path, openFolder, openedAt)
{
    private const int BufferBytes = 64 * 1024;
    private DiskFile? _file;
    private byte[]? _buffer;
    private int _buffered;
    private long _written;
    private bool _isDirty;

    public override bool GrowsOverEpochs => true;

    public override long Length => _written + _buffered;

    /// <summary>Appends bytes that are no row: a header.</summary>
    public void AppendHeader(ReadOnlySpan<byte> bytes) => Put(bytes);

    /// <summary>Appends a row and a line's end.</summary>
    public void AppendLine(ReadOnlySpan<byte> row)
    {
        Put(row);
        Put("\n"u8);
        Rows++;
    }

    public override void Flush()
    {
        WriteOut();
        ReturnBuffer();
        if (!_isDirty)
            return;
        File.Flush();
        _isDirty = false;
    }

    public override void Park()
    {
        WriteOut();
        Close();
    }

    public override void Abort()
    {
        _buffered = 0;
        Rows = Committed.Rows;
        // A failed write may have left bytes that nobody counted.
        if (!_isDirty && _written == Committed.Bytes)
            return;
        File.SetLength(Committed.Bytes);
        (_written, _isDirty) = (Committed.Bytes, true);
    }

    protected override void Close()
    {
        _file?.Dispose();
        _file = null;
        ReturnBuffer();
        _buffered = 0;
    }

    // A closed file is opened again: when rows come, or are taken back.
    private DiskFile File => _file ??= _written == 0 ? Disk.Create(HiddenPath) : Disk.Open(HiddenPath);

    private void Put(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            _buffer ??= ArrayPool<byte>.Shared.Rent(BufferBytes);
            var fits = Math.Min(bytes.Length, _buffer.Length - _buffered);
            bytes[..fits].CopyTo(_buffer.AsSpan(_buffered));
            _buffered += fits;
            if (fits == bytes.Length)
                return;
            bytes = bytes[fits..];
            WriteOut();
        }
    }

    private void ReturnBuffer()
    {
        if (_buffer is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        _buffer = null;
    }

    private void WriteOut()
    {
        if (_buffered == 0)
            return;
        _isDirty = true;
        File.Write(_buffer.AsSpan(0, _buffered), _written);
        _written += _buffered;
        _buffered = 0;
    }
}
