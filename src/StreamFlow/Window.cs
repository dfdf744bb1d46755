namespace StreamFlow;

/// <summary>The kinds of window over event time.</summary>
public static class Window
{
    /// <summary>Windows side by side: each row belongs to one.</summary>
    /// <param name="size">Length, more than 0.</param>
    /// <param name="offset">Where the first begins after the Unix epoch (1970-01-01T00:00Z); 0 or more, less than <paramref name="size"/>. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside of these ranges.</exception>
    public static WindowSpec Tumbling(TimeSpan size, TimeSpan offset = default) => new(size, size, offset);

    /// <summary>Windows that overlap: each row belongs to <paramref name="size"/> / <paramref name="every"/> of them.</summary>
    /// <param name="size">Length, more than 0.</param>
    /// <param name="every">From one beginning to the next; more than 0, at most <paramref name="size"/>: with more, rows between the windows would vanish.</param>
    /// <param name="offset">Where the first begins after the Unix epoch; 0 or more, less than <paramref name="every"/>. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside of these ranges.</exception>
    public static WindowSpec Hopping(TimeSpan size, TimeSpan every, TimeSpan offset = default) => new(size, every, offset);
}
