namespace StreamFlow.Checkpoints.Log;

/// <summary>Compares two records of an epoch in sentences: as it was logged and as its replay made it, or those of two logs.</summary>
internal sealed class EpochRecordDifferences
{
    private readonly List<string> _found = [];
    private readonly string _first;
    private readonly string _second;

    /// <summary>Whether the logged record has the counts of format 3.</summary>
    private bool _hasCounts;

    private EpochRecordDifferences(string first, string second) => (_first, _second) = (first, second);

    /// <param name="logged">The one.</param>
    /// <param name="replayed">The other.</param>
    /// <param name="first">What the one is called.</param>
    /// <param name="second">What the other is called.</param>
    public static IReadOnlyList<string> Between(EpochRecord logged, EpochRecord replayed, string first = "the log", string second = "the replay")
    {
        var differences = new EpochRecordDifferences(first, second);
        differences.Compare("the epoch's number", logged.Number, replayed.Number);
        differences.Compare("the plan", logged.PlanHash, replayed.PlanHash);
        differences.Compare("the clock", $"{logged.ClockMicroseconds}µs", $"{replayed.ClockMicroseconds}µs");
        differences._hasCounts = logged.Lateness is not null;
        differences.Match("partition", logged.Partitions, replayed.Partitions, one => one.Partition.ToString(), differences.Partition);
        differences.Match("operator", logged.ReleasedWatermarks, replayed.ReleasedWatermarks, one => one.Operator, differences.Released);
        differences.Compare("flushing the open windows", logged.Flushed, replayed.Flushed);
        differences.Match("sink", logged.Sinks, replayed.Sinks, one => one.Name, differences.Sink);
        differences.Compare("the number of late rows", logged.LateRows, replayed.LateRows);
        differences.Compare("the number of bad records", logged.BadRecords, replayed.BadRecords);
        if (differences._hasCounts)
        {
            differences.Compare("how late rows were", Text(logged.Lateness), Text(replayed.Lateness));
            differences.Compare("the number of late rows that still counted", logged.AcceptedLateRows, replayed.AcceptedLateRows);
            differences.Compare("the number of corrected rows", logged.CorrectedRows, replayed.CorrectedRows);
        }

        return differences._found;
    }

    private void Partition(string name, PartitionEpoch logged, PartitionEpoch replayed)
    {
        Compare($"partition {name}: the range", logged.Range, replayed.Range);
        Compare($"partition {name}: the number of rows", logged.RowCount, replayed.RowCount);
        CompareTime($"partition {name}: the watermark", logged.WatermarkMicroseconds, replayed.WatermarkMicroseconds);
        Compare($"partition {name}: idle", logged.Idle, replayed.Idle);
        CompareTime($"partition {name}: the floor at its entry", logged.FloorMicroseconds, replayed.FloorMicroseconds);
        if (_hasCounts)
            Compare($"partition {name}: the number of rows too far ahead", logged.FutureRows, replayed.FutureRows);
    }

    private static string Text(LatenessHistogram? lateness) =>
        lateness is { } late && late.Total > 0 ? string.Join(' ', late.Buckets.Where(bucket => bucket.Rows > 0).Select(bucket => $"{bucket.UpTo}:{bucket.Rows}")) : "none";

    private void Released(string name, ReleasedWatermark logged, ReleasedWatermark replayed) =>
        CompareTime($"operator '{name}': the released watermark", logged.Microseconds, replayed.Microseconds);

    private void Sink(string name, SinkEpoch logged, SinkEpoch replayed)
    {
        Compare($"sink '{name}': the number of rows", logged.Rows, replayed.Rows);
        if (logged.Rows == replayed.Rows && logged.Hash != replayed.Hash)
        {
            _found.Add($"sink '{name}': {logged.Rows} rows in both, but they are not the same rows "
                + $"(hash {logged.Hash:x16} in {_first}, {replayed.Hash:x16} in {_second})");
        }
    }

    private void Match<T>(string kind, IReadOnlyList<T> logged, IReadOnlyList<T> replayed, Func<T, string> name, Action<string, T, T> compare)
    {
        var again = replayed.ToDictionary(name, StringComparer.Ordinal);
        foreach (var one in logged)
        {
            if (again.Remove(name(one), out var other))
                compare(name(one), one, other);
            else
                _found.Add($"{kind} '{name(one)}' is in {_first}, not in {_second}");
        }

        foreach (var left in again.Keys.Order(StringComparer.Ordinal))
            _found.Add($"{kind} '{left}' is in {_second}, not in {_first}");
    }

    private void CompareTime(string what, long logged, long replayed)
    {
        if (logged != replayed)
            _found.Add($"{what} is {EventTime.Format(logged)} in {_first}, {EventTime.Format(replayed)} in {_second}");
    }

    private void Compare<T>(string what, T logged, T replayed)
    {
        if (!EqualityComparer<T>.Default.Equals(logged, replayed))
            _found.Add($"{what} is {logged} in {_first}, {replayed} in {_second}");
    }
}
