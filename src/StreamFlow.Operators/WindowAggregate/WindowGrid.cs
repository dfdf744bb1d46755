namespace StreamFlow.Operators.WindowAggregate;

/// <summary>
/// Where windows and slices lie. A slice is as wide as the greatest common divisor of size and distance, so each window is a whole number of slices,
/// and overlapping windows share them. All times in microseconds; ends are exclusive.
/// </summary>
internal sealed class WindowGrid
{
    private readonly long _every;
    private readonly long _offset;

    public WindowGrid(long size, long every, long offset)
    {
        Invariant.Require(size > 0 && every > 0 && every <= size && offset >= 0 && offset < every);
        (Size, _every, _offset) = (size, every, offset);
        var (a, b) = (size, every);
        while (b != 0)
            (a, b) = (b, a % b);
        SliceWidth = a;
    }

    /// <summary>A window's length.</summary>
    public long Size { get; }

    public long SliceWidth { get; }

    /// <summary>From one window to the next.</summary>
    public long Every => _every;

    public long SliceStart(long eventTime) => eventTime - FloorModulo(eventTime - _offset, SliceWidth);

    /// <summary>The first window end after a time.</summary>
    public long EndAfter(long time) => time + _every - FloorModulo(time - _offset - Size, _every);

    /// <summary>The end of the window that is the last to hold the slice. (The first one is <see cref="EndAfter"/> the slice's start.)</summary>
    public long LastEnd(long sliceStart) => sliceStart - FloorModulo(sliceStart - _offset, _every) + Size;

    private static long FloorModulo(long value, long modulus)
    {
        var rest = value % modulus;
        return rest < 0 ? rest + modulus : rest;
    }
}
