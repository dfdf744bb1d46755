namespace StreamFlow.Files.Reading;

/// <summary>
/// A window over a file's content that moves forward. Invariant: it holds the bytes [<see cref="Position"/>, <see cref="Position"/> + <see cref="Rest"/>.Length) of the content.
/// The memory is pinned: decoders read records where they lie.
/// </summary>
/// <param name="bytesMax">How large it may get.</param>
internal sealed unsafe class ContentBuffer(int bytesMax) : IDisposable
{
    private const int FirstBytes = 256 * 1024;

    private byte[] _bytes = [];
    private int _at;
    private int _end;

    /// <summary>The content; null before the first and between two.</summary>
    public FileContent? Content { get; private set; }

    /// <summary>Where in the content <see cref="Rest"/> begins.</summary>
    public long Position { get; private set; }

    /// <summary>What is held and not passed yet.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_at, _end - _at);

    /// <summary>Where <see cref="Rest"/> lies; good until the next <see cref="Fill"/>.</summary>
    public byte* Pointer => (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_bytes)) + _at;

    /// <summary>Begins a content, which becomes the buffer's.</summary>
    public void Open(FileContent content)
    {
        Close();
        Content = content;
    }

    /// <summary>Goes to a position; what is held of it stays.</summary>
    public void MoveTo(long position)
    {
        var within = position - Position;
        if (within >= 0 && within <= _end - _at)
        {
            Pass((int)within);
            return;
        }

        Position = position;
        _at = _end = 0;
    }

    public void Pass(int bytes)
    {
        _at += bytes;
        Position += bytes;
    }

    /// <summary>Reads on behind what is held.</summary>
    /// <returns>The bytes added; 0 where there are no more, or no room.</returns>
    public int Fill()
    {
        if (_at > 0)
        {
            Rest.CopyTo(_bytes);
            _end -= _at;
            _at = 0;
        }

        if (_end == _bytes.Length && _bytes.Length < bytesMax)
            Grow();
        var read = Content!.Read(Position + _end, _bytes.AsSpan(_end));
        _end += read;
        return read;
    }

    /// <summary>Takes back what the last <see cref="Fill"/> added.</summary>
    public void Unfill(int bytes) => _end -= bytes;

    public void Close()
    {
        Content?.Dispose();
        Content = null;
        _at = _end = 0;
        Position = 0;
    }

    public void Dispose() => Close();

    private void Grow()
    {
        var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(bytesMax, Math.Max(FirstBytes, _bytes.Length * 2L)), pinned: true);
        Rest.CopyTo(larger);
        _bytes = larger;
    }
}
