namespace StreamFlow.Files.Reading;

/// <summary>The mean bytes of a row so far. Added to by readers, asked by the connection.</summary>
internal sealed class RowSize
{
    /// <summary>Before anything was read.</summary>
    private const double Guess = 128;

    private long _rows;
    private long _bytes;

    public double Mean => Interlocked.Read(ref _rows) is > 0 and var rows ? Math.Max(1, (double)Interlocked.Read(ref _bytes) / rows) : Guess;

    public void Add(int rows, long bytes)
    {
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _bytes, bytes);
    }
}
