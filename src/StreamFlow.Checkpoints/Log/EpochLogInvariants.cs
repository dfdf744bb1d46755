namespace StreamFlow.Checkpoints.Log;

/// <summary>
/// What may never go back in an epoch log, checked when it is written and when it is read:
/// <list type="bullet">
/// <item>epoch numbers are consecutive, also across segments;</item>
/// <item>generations never fall;</item>
/// <item>a partition's range begins where its last range ended, and does not end before it begins (under one plan: a changed plan may
/// have left a source out for a while, so only partitions of the epoch just before the change must go on where they stopped);</item>
/// <item>a partition's own watermark never falls under one plan, nor does what an operator has released;</item>
/// <item>counts are not negative.</item>
/// </list>
/// </summary>
internal sealed class EpochLogInvariants(EpochNumber next)
{
    private readonly Dictionary<SourcePartition, PartitionEpoch> _partitions = [];
    private readonly Dictionary<string, long> _released = new(StringComparer.Ordinal);

    /// <summary>The only epoch that may come now.</summary>
    public EpochNumber Next { get; private set; } = next;

    /// <summary>The last record that was accepted; null before the first.</summary>
    public EpochRecord? Last { get; private set; }

    /// <summary>Accepts the record, or says what is wrong with it and stays as it was.</summary>
    public string? Accept(EpochRecord record)
    {
        if (Last is { } last && record.PlanHash != last.PlanHash)
            ForgetAllBut(last);
        var wrong = Numbers(record) ?? record.Partitions.Select(Partition).FirstOrDefault(one => one is not null)
            ?? record.ReleasedWatermarks.Select(Released).FirstOrDefault(one => one is not null)
            ?? (record.Sinks.Any(sink => sink.Rows < 0) ? "a sink has a negative number of rows" : null);
        if (wrong is not null)
            return wrong;

        foreach (var partition in record.Partitions)
            _partitions[partition.Partition] = partition;
        foreach (var released in record.ReleasedWatermarks)
            _released[released.Operator] = released.Microseconds;
        Next = record.Number.Next;
        Last = record;
        return null;
    }

    private string? Numbers(EpochRecord record) =>
        record.Number != Next ? $"epoch {record.Number} stands where epoch {Next} belongs"
        : record.Number <= EpochNumber.None ? $"there is no epoch {record.Number}"
        : record.Generation.Value < (Last?.Generation.Value ?? 1) ? $"the generation falls from {Last?.Generation.Value ?? 1} to {record.Generation}"
        : record.LateRows < 0 || record.BadRecords < 0 || record.AcceptedLateRows < 0 || record.CorrectedRows < 0 || record.Lateness is { } late && late.Buckets.Any(bucket => bucket.Rows < 0)
            ? "a count of late rows or bad records is negative"
        : null;

    private string? Partition(PartitionEpoch partition)
    {
        if (partition.Range.From < 0 || partition.Range.To < partition.Range.From)
            return $"{partition.Partition} has the range {partition.Range}";
        if (partition.RowCount < 0)
            return $"{partition.Partition} has {partition.RowCount} rows";
        if (partition.BadRecords < 0 || partition.FutureRows < 0 || partition.LostOffsets < 0)
            return $"{partition.Partition} has a negative count of bad records, rows too far ahead or lost offsets";
        if (!_partitions.TryGetValue(partition.Partition, out var before))
            return null;
        if (partition.Range.From != before.Range.To)
            return $"{partition.Partition} begins at {partition.Range.From}, its last range ended at {before.Range.To}";
        var (now, then) = (partition.WatermarkMicroseconds, before.WatermarkMicroseconds);
        return now < then ? $"the watermark of {partition.Partition} falls from {EventTime.Format(then)} to {EventTime.Format(now)}" : null;
    }

    private string? Released(ReleasedWatermark released) =>
        _released.TryGetValue(released.Operator, out var before) && released.Microseconds < before
            ? $"the released watermark of '{released.Operator}' falls from {EventTime.Format(before)} to {EventTime.Format(released.Microseconds)}"
            : null;

    private void ForgetAllBut(EpochRecord last)
    {
        _partitions.Clear();
        _released.Clear();
        // A changed plan may set other out-of-orderness: its watermarks begin anew, its offsets go on.
        foreach (var partition in last.Partitions)
            _partitions[partition.Partition] = partition with { WatermarkMicroseconds = EventTime.NoWatermark };
    }
}
