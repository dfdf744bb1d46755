using StreamFlow.Operators.Aggregates;
using StreamFlow.State.Groups;

namespace StreamFlow.Operators.WindowAggregate;

/// <summary>
/// The rows of a slice of time that count for the windows from one end on: those that came in time for all windows, or, apart from them, those that were late
/// for the first ones. A window takes the parts whose <see cref="AcceptedEnd"/> is not after its end: so a row that was late for it is never in it,
/// even if the window is still open because another lane holds it back. It is a page of state.
/// </summary>
internal sealed class WindowSlice(GroupSlice groups)
{
    public GroupSlice Groups { get; } = groups;

    /// <summary>Where the slice of time begins.</summary>
    public long Start { get; private set; }

    /// <summary>The end of the first window that the rows count for.</summary>
    public long AcceptedEnd { get; private set; }

    /// <summary>The end of the last window that the rows count for.</summary>
    public long LastEnd { get; private set; }

    /// <summary>Whether it changed since the last snapshot.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Rows of the current batch that go here.</summary>
    public IndexBuffer Pending { get; } = new();

    public string PageId => FormattableString.Invariant($"{Start}.{AcceptedEnd}");

    /// <summary>Gives an unused slice its place.</summary>
    public void Open(long start, long acceptedEnd, long lastEnd)
    {
        (Start, AcceptedEnd, LastEnd) = (start, acceptedEnd, lastEnd);
        IsDirty = false;
    }

    public int CompareTo(long start, long acceptedEnd) => Start != start ? Start.CompareTo(start) : AcceptedEnd.CompareTo(acceptedEnd);
}
