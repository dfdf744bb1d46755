namespace StreamFlow;

/// <summary>One partition of one source of a job.</summary>
/// <param name="Source">The source's name within the job, as given to <c>From</c> or derived from its specification.</param>
/// <param name="Partition">0 or more.</param>
public readonly record struct SourcePartition(string Source, int Partition) : IComparable<SourcePartition>
{
    /// <summary>By source (ordinal), then by partition: the order in which partial results are combined.</summary>
    public int CompareTo(SourcePartition other)
    {
        var bySource = string.CompareOrdinal(Source, other.Source);
        return bySource != 0 ? bySource : Partition.CompareTo(other.Partition);
    }

    public static bool operator <(SourcePartition left, SourcePartition right) => left.CompareTo(right) < 0;

    public static bool operator >(SourcePartition left, SourcePartition right) => left.CompareTo(right) > 0;

    public static bool operator <=(SourcePartition left, SourcePartition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SourcePartition left, SourcePartition right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Source}/{Partition}";
}
