namespace StreamFlow.Checkpoints.Storage;

/// <summary>The bytes of a file in memory and how many of them a crash leaves.</summary>
internal sealed class MemoryFile
{
    private byte[] _bytes = [];
    private int _flushed;

    public int Length { get; private set; }

    public static MemoryFile Flushed(byte[] bytes) => new() { _bytes = [.. bytes], Length = bytes.Length, _flushed = bytes.Length };

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - Length < bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Flush() => _flushed = Length;

    public void Truncate(long length)
    {
        Length = (int)Math.Min(Length, length);
        _flushed = Length;
    }

    public int Read(long offset, Span<byte> into)
    {
        if (offset >= Length)
            return 0;
        var available = _bytes.AsSpan((int)offset, Length - (int)offset);
        available = available[..Math.Min(available.Length, into.Length)];
        available.CopyTo(into);
        return available.Length;
    }

    public void Crash(Random? chance)
    {
        var kept = _flushed + (chance?.Next(Length - _flushed + 1) ?? 0);
        if (chance?.Next(4) == 0)
        {
            var zeroedFrom = chance.Next(_flushed, kept + 1);
            _bytes.AsSpan(zeroedFrom, kept - zeroedFrom).Clear();
        }

        Truncate(kept);
    }
}
