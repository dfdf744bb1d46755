namespace StreamFlow;

/// <summary>How far an epoch read a partition, by what its source was known to hold. Decided outside of the log's rows, so it stands in the epoch's record.</summary>
public enum PartitionReach
{
    /// <summary>There is more, or the source could not be asked: the partition is not idle, however long it had no row.</summary>
    Behind,

    /// <summary>There was nothing more: from now on time makes it idle.</summary>
    CaughtUp,

    /// <summary>A bounded run read it to the end that it had fixed: without a row so far, it leaves the minimum that releases results.</summary>
    Finished,
}
