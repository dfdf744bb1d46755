namespace StreamFlow;

/// <summary>Where a record stands in its source.</summary>
/// <param name="Source">The source's name within the job.</param>
/// <param name="Partition">0 or more.</param>
/// <param name="Offset">The record's offset in the partition.</param>
public sealed record RecordPosition(string Source, int Partition, long Offset)
{
    public override string ToString() => $"{Source}/{Partition}@{Offset}";
}
