using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace StreamFlow.Files.Reading;

/// <summary>A .gz file, unpacked from its beginning: going back starts anew.</summary>
internal sealed class GzipContent(string path, SafeFileHandle handle) : FileContent
{
    private readonly byte[] _skipped = new byte[64 * 1024];
    private GZipStream? _unpacked;
    private long _position;
    private long _length = -1;

    public override long Length
    {
        get
        {
            if (_length >= 0)
                return _length;
            Rewind();
            while (Unpack(_skipped) > 0)
            {
            }

            return _length = _position;
        }
    }

    public override int Read(long position, Span<byte> into)
    {
        if (_unpacked is null || position < _position)
            Rewind();
        while (_position < position)
        {
            if (Unpack(_skipped.AsSpan(0, (int)Math.Min(_skipped.Length, position - _position))) == 0)
                return 0;
        }

        var total = 0;
        while (total < into.Length && Unpack(into[total..]) is > 0 and var read)
            total += read;
        return total;
    }

    public override void Dispose()
    {
        _unpacked?.Dispose();
        handle.Dispose();
    }

    private void Rewind()
    {
        _unpacked?.Dispose();
        _unpacked = new GZipStream(new HandleStream(handle), CompressionMode.Decompress);
        _position = 0;
    }

    private int Unpack(Span<byte> into)
    {
        try
        {
            var read = _unpacked!.Read(into);
            _position += read;
            return read;
        }
        catch (InvalidDataException damage)
        {
            throw StreamFaultException.User(
                $"the file '{path}' is not a whole .gz file: {damage.Message} (behind byte {_position} of its content)",
                "replace the file by a whole one; write packed files under a name that begins with '_' or '.', and rename them when they are done",
                inner: damage);
        }
        catch (Exception failure) when (FileFaults.IsFailure(failure))
        {
            throw FileFaults.Failed("read", path, failure);
        }
    }
}
