using StreamFlow.Checkpoints.Protocol;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Log;

/// <summary>A whole log, read and checked from its first record to its last, without holding the records.</summary>
public sealed class EpochLogScan
{
    private EpochLogScan(LogFacts? facts, EpochRecord? last, TornTail? torn, EpochLogInvariants invariants, IReadOnlyList<SegmentName> segments)
    {
        Facts = facts;
        Last = last;
        TornTail = torn;
        Invariants = invariants;
        Segments = segments;
    }

    /// <summary>For the decision; null when there is no log at all.</summary>
    public LogFacts? Facts { get; }

    /// <summary>The last whole record; null when there is none.</summary>
    public EpochRecord? Last { get; }

    public TornTail? TornTail { get; }

    internal EpochLogInvariants Invariants { get; }

    internal IReadOnlyList<SegmentName> Segments { get; }

    /// <exception cref="StreamFaultException">The log is damaged anywhere but at its very end, or cannot be read.</exception>
    public static EpochLogScan Read(CheckpointStorage storage)
    {
        var segments = SegmentName.LogAmong(storage.List());
        var invariants = new EpochLogInvariants(segments.Count > 0 ? segments[0].FirstEpoch : EpochNumber.None.Next);
        var runs = new List<LoggedRun>();
        string? job = null;
        TornTail? torn = null;
        foreach (var reader in EpochLogReader.Segments(storage, segments, invariants))
        {
            if (job is not null && reader.Job is { } other && other != job)
                throw StorageFaults.Damaged(storage.Location, segments[0].File, 0, $"the log's segments belong to the jobs '{job}' and '{other}'");
            job ??= reader.Job;
            while (reader.TryNext(out var record))
                Extend(runs, record);
            torn = reader.Torn;
        }

        var last = new EpochNumber(invariants.Next.Value - 1);
        var facts = segments.Count == 0 ? null : new LogFacts(job, segments[0].FirstEpoch, last, runs, torn is not null);
        return new EpochLogScan(facts, invariants.Last, torn, invariants, segments);
    }

    /// <summary>Cuts the torn tail off, if there is one: only after the decision said that no sink holds its epoch.</summary>
    /// <returns>The log as it is now.</returns>
    public EpochLogScan CutTornTail(CheckpointStorage storage)
    {
        if (TornTail is not { } torn)
            return this;
        if (torn.Position > 0)
        {
            storage.Truncate(torn.File, torn.Position);
            return new EpochLogScan(Facts! with { HasTornTail = false }, Last, null, Invariants, Segments);
        }

        storage.Delete(torn.File);
        var segments = Segments.Take(Segments.Count - 1).ToArray();
        return new EpochLogScan(segments.Length == 0 ? null : Facts! with { HasTornTail = false }, Last, null, Invariants, segments);
    }

    private static void Extend(List<LoggedRun> runs, EpochRecord record)
    {
        if (runs.Count > 0 && runs[^1] is var run && run.PlanHash == record.PlanHash && run.Generation == record.Generation && SameSinks(run.Sinks, record.Sinks))
            runs[^1] = run with { To = record.Number };
        else
            runs.Add(new LoggedRun(record.Number, record.Number, record.PlanHash, [.. record.Sinks.Select(sink => sink.Name)], record.Generation));
    }

    private static bool SameSinks(IReadOnlyList<string> names, IReadOnlyList<SinkEpoch> sinks)
    {
        if (names.Count != sinks.Count)
            return false;
        for (var i = 0; i < names.Count; i++)
            if (names[i] != sinks[i].Name)
                return false;
        return true;
    }
}
