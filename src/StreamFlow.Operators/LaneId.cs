namespace StreamFlow.Operators;

/// <summary>
/// One way by which rows of one partition reach an operator. Each lane has its own operators and its own partial state, because only within a lane
/// the order of rows is given by the log. Lanes compare by source (or upstream operator), partition, and path: the order in which partial results are combined.
/// </summary>
/// <param name="Partition">Where the rows come from: a source's partition, or (operator's name, 0) behind a merge.</param>
/// <param name="Path">0, or which of several ways from there (a stream united with another form of itself).</param>
public readonly record struct LaneId(SourcePartition Partition, int Path) : IComparable<LaneId>
{
    public int CompareTo(LaneId other)
    {
        var byPartition = Partition.CompareTo(other.Partition);
        return byPartition != 0 ? byPartition : Path.CompareTo(other.Path);
    }

    public static bool operator <(LaneId left, LaneId right) => left.CompareTo(right) < 0;

    public static bool operator >(LaneId left, LaneId right) => left.CompareTo(right) > 0;

    public static bool operator <=(LaneId left, LaneId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LaneId left, LaneId right) => left.CompareTo(right) >= 0;

    /// <summary>As checkpoints name it: <c>iot/0</c>, <c>iot/0#1</c>.</summary>
    public override string ToString() => Path == 0 ? Partition.ToString() : $"{Partition}#{Path}";
}
