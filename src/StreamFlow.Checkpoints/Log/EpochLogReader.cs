using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Log;

/// <summary>Reads the records of a log again, for a replay.</summary>
public static class EpochLogReader
{
    /// <summary>The records of the epochs <paramref name="from"/> to <paramref name="to"/>, both inclusive, one segment in memory at a time.</summary>
    /// <exception cref="StreamFaultException">One of them is not there, or the log is damaged.</exception>
    public static IEnumerable<EpochRecord> Read(CheckpointStorage storage, EpochNumber from, EpochNumber to)
    {
        var segments = SegmentName.LogAmong(storage.List());
        var begin = segments.Count;
        while (begin > 0 && (begin == segments.Count || segments[begin].FirstEpoch > from))
            begin--;
        var needed = segments.Skip(begin).ToArray();
        var next = from;
        if (needed.Length > 0)
        {
            foreach (var reader in Segments(storage, needed, new EpochLogInvariants(needed[0].FirstEpoch)))
            {
                while (next <= to && reader.TryNext(out var record))
                {
                    if (record.Number < next)
                        continue;
                    if (record.Number > next)
                        break;
                    yield return record;
                    next = next.Next;
                }

                if (next > to)
                    yield break;
            }
        }

        if (next <= to)
        {
            throw StreamFaultException.External(
                $"the epoch log in '{storage.Location}' does not hold epoch {next}", "restore the checkpoint directory as a whole");
        }
    }

    internal static IEnumerable<SegmentReader> Segments(CheckpointStorage storage, IReadOnlyList<SegmentName> segments, EpochLogInvariants invariants)
    {
        for (var i = 0; i < segments.Count; i++)
            yield return new SegmentReader(storage, segments[i], last: i == segments.Count - 1, invariants);
    }
}
