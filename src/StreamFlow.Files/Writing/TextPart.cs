using System.Buffers;
using StreamFlow.Files.Disks;
using StreamFlow.Files.Manifests;

namespace StreamFlow.Files.Writing;

/// <summary>
/// A hidden file that rows are appended to, over many epochs. Invariants: bytes before <see cref="Committed"/> never change; everything behind them belongs to the epoch in work.
/// </summary>
internal sealed class TextPart(Disk disk, string path, string openFolder, long openedAt) : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly string _hidden = Path.Combine(openFolder, new PartEntry(path, 0, 0).HiddenName);
    private DiskFile? _file;
    private byte[]? _buffer;
    private int _buffered;
    private long _written;
    private long _rows;
    private bool _isDirty;

    /// <summary>The folders below the sink's directory.</summary>
    public string Partition { get; } = path[..Math.Max(0, path.LastIndexOf('/'))];

    /// <summary>When its first row came, as a timestamp of the sink's clock.</summary>
    public long OpenedAt { get; } = openedAt;

    /// <summary>Counts the part's last use among those of its writer.</summary>
    public long LastUse { get; set; }

    public long Length => _written + _buffered;

    /// <summary>What the last committed epoch left; no bytes where the file is younger.</summary>
    public PartEntry Committed { get; private set; } = new(path, 0, 0);

    /// <summary>The file with everything appended.</summary>
    public PartEntry Staged => new(path, Length, _rows);

    /// <summary>Appends bytes that are no row: a header.</summary>
    public void AppendHeader(ReadOnlySpan<byte> bytes) => Put(bytes);

    /// <summary>Appends a row and a line's end.</summary>
    public void AppendLine(ReadOnlySpan<byte> row)
    {
        Put(row);
        Put("\n"u8);
        _rows++;
    }

    /// <summary>Makes everything appended durable, and gives the buffer back.</summary>
    public void Flush()
    {
        WriteOut();
        if (_buffer is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        _buffer = null;
        if (!_isDirty)
            return;
        _file!.Flush();
        _isDirty = false;
    }

    /// <summary>The epoch is committed.</summary>
    public void Commit() => Committed = Staged;

    /// <summary>Takes back what came after the last commit.</summary>
    public void Abort()
    {
        _buffered = 0;
        // A failed write may have left bytes that nobody counted.
        if (!_isDirty && _written == Committed.Bytes)
            return;
        File.SetLength(Committed.Bytes);
        (_written, _rows, _isDirty) = (Committed.Bytes, Committed.Rows, true);
    }

    /// <summary>Deletes the file.</summary>
    public void Discard()
    {
        Dispose();
        disk.Delete(_hidden);
    }

    /// <summary>Closes the file; it is opened again if rows are taken back.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
        if (_buffer is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        _buffer = null;
        _buffered = 0;
    }

    private DiskFile File => _file ??= _written == 0 ? disk.Create(_hidden) : disk.Open(_hidden);

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
