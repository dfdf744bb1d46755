using StreamFlow.Operators.Aggregates;
using StreamFlow.State.Groups;
using StreamFlow.State.Keys;
using StreamFlow.State.Pages;

namespace StreamFlow.Operators.WindowAggregate;

/// <summary>The open slices of a lane, by (start, first window), and unused ones to take again.</summary>
internal sealed class WindowSlices(AggregateShape shape, WindowGrid grid, bool tracksChanges)
{
    private const byte PageVersion = 1;

    // As many as a lane uses at a time; more would only keep memory.
    private const int UnusedMax = 64;

    private readonly List<WindowSlice> _open = [];
    private readonly Stack<WindowSlice> _unused = new();

    public KeyTable Keys { get; } = new();

    public IReadOnlyList<WindowSlice> Open => _open;

    /// <summary>The slice at this place, made if it is not there.</summary>
    public WindowSlice At(long start, long acceptedEnd)
    {
        var index = IndexOf(start, acceptedEnd);
        if (index < _open.Count && _open[index].CompareTo(start, acceptedEnd) == 0)
            return _open[index];
        if (!_unused.TryPop(out var slice))
            slice = new WindowSlice(new GroupSlice(Keys, shape.CreateAccumulators(), tracksChanges));
        slice.Open(start, acceptedEnd, grid.LastEnd(start));
        _open.Insert(index, slice);
        return slice;
    }

    /// <summary>Adds the parts that a window takes, in the order in which they are combined.</summary>
    public void AddPartsOf(long end, List<GroupSlice> parts)
    {
        for (var i = IndexOf(end - grid.Size, long.MinValue); i < _open.Count && _open[i].Start < end; i++)
        {
            if (_open[i].AcceptedEnd <= end)
                parts.Add(_open[i].Groups);
        }
    }

    /// <summary>Lets the slices go that no window after <paramref name="released"/> takes.</summary>
    public void DropClosed(long released)
    {
        var kept = 0;
        for (var i = 0; i < _open.Count; i++)
        {
            var slice = _open[i];
            if (slice.LastEnd > released)
            {
                _open[kept++] = slice;
                continue;
            }

            slice.Groups.Clear();
            if (_unused.Count < UnusedMax)
                _unused.Push(slice);
        }

        _open.RemoveRange(kept, _open.Count - kept);
    }

    public static byte[] Save(WindowSlice slice, PageWriter page)
    {
        page.Clear();
        page.WriteByte(PageVersion);
        page.WriteInt64(slice.Start);
        page.WriteInt64(slice.AcceptedEnd);
        slice.Groups.Save(page, 0, slice.Groups.Count);
        return page.ToArray();
    }

    public void Load(ReadOnlySpan<byte> bytes)
    {
        var page = new PageReader(bytes);
        page.RequireVersion(PageVersion);
        At(page.ReadInt64(), page.ReadInt64()).Groups.Load(ref page);
        if (!page.IsAtEnd)
            throw PageReader.Damaged("it goes on after its end");
    }

    /// <summary>Where the slice stands, or would.</summary>
    private int IndexOf(long start, long acceptedEnd)
    {
        var (low, high) = (0, _open.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_open[middle].CompareTo(start, acceptedEnd) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
