using StreamFlow.Files.Reading;

namespace StreamFlow.Files.Following;

/// <summary>Where the last whole line of a growing file ends. What was looked at once is not looked at again.</summary>
internal sealed class LineEnds
{
    private const int BlockBytes = 64 * 1024;

    private readonly byte[] _block = new byte[BlockBytes];
    private long _seen;
    private long _end;

    public void Reset() => _seen = _end = 0;

    /// <param name="content">The file's.</param>
    /// <param name="length">As far as it may be read.</param>
    /// <param name="from">A line is known to end here.</param>
    public long LastBefore(FileContent content, long length, long from)
    {
        if (from > _seen)
            _seen = _end = from;
        for (var to = length; to > _seen;)
        {
            var begin = Math.Max(_seen, to - BlockBytes);
            var read = content.Read(begin, _block.AsSpan(0, (int)(to - begin)));
            var found = _block.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (found >= 0)
            {
                _end = begin + found + 1;
                break;
            }

            to = begin;
        }

        _seen = Math.Max(_seen, length);
        return _end;
    }
}
