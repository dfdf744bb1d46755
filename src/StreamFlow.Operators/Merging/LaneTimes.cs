namespace StreamFlow.Operators.Merging;

/// <summary>How far the lanes' event times let results leave.</summary>
internal static class LaneTimes
{
    /// <summary>
    /// The next released minimum: that over the lanes that are not idle, but never less than before. A lane that has seen no row holds it where it is,
    /// and so does there being no lane but idle ones.
    /// </summary>
    public static long Released(long before, IEnumerable<LaneTime> lanes)
    {
        var minimum = long.MaxValue;
        foreach (var lane in lanes)
        {
            if (!lane.IsIdle)
                minimum = Math.Min(minimum, lane.Watermark);
        }

        return minimum == long.MaxValue ? before : Math.Max(before, minimum);
    }
}
