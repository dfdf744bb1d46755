namespace StreamFlow;

/// <summary>The rows of a group in a window, in the lambda of a <c>Select</c>: see <see cref="GroupRows{TKey, T}"/>.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <typeparam name="T">The row type.</typeparam>
public sealed class WindowRows<TKey, T> : GroupRows<TKey, T>
{
    private WindowRows()
    {
    }

    /// <summary>Where the window begins: its rows' event time is not before this.</summary>
    public DateTimeOffset Start => throw Misplaced();

    /// <summary>Where the window ends: its rows' event time is before this.</summary>
    public DateTimeOffset End => throw Misplaced();
}
