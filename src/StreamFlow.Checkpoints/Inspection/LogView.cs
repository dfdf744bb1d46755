using StreamFlow.Checkpoints.Log;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Inspection;

/// <summary>The log's segments, each read up to its first damage; behind a damaged one the next is read for itself.</summary>
internal sealed record LogView(string? Job, EpochRecord? Last, IReadOnlyList<SegmentView> Segments, IReadOnlyList<EpochRecord> Epochs)
{
    public static LogView Read(CheckpointStorage storage, IEnumerable<string> files, int epochsMax)
    {
        var all = SegmentName.Among(files);
        var inLog = SegmentName.LogAmong(files);
        var segments = all.Take(all.Count - inLog.Count)
            .Select(name => new SegmentView(name.File, storage.LengthOf(name.File), name.FirstEpoch, 0) { IsInLog = false }).ToList();
        var epochs = new Queue<EpochRecord>();
        EpochLogInvariants? invariants = null;
        string? job = null;
        EpochRecord? last = null;
        foreach (var name in inLog)
        {
            invariants ??= new EpochLogInvariants(name.FirstEpoch);
            var records = 0L;
            string? damage = null;
            TornTail? torn = null;
            try
            {
                var reader = new SegmentReader(storage, name, last: name == inLog[^1], invariants);
                job ??= reader.Job;
                for (; reader.TryNext(out var record); records++)
                {
                    last = record;
                    epochs.Enqueue(record);
                    if (epochs.Count > epochsMax)
                        epochs.Dequeue();
                }

                torn = reader.Torn;
            }
            catch (StreamFaultException fault)
            {
                damage = fault.Message;
                invariants = null;
            }

            segments.Add(new SegmentView(name.File, storage.LengthOf(name.File), name.FirstEpoch, records) { TornTail = torn, Damage = damage });
        }

        return new LogView(job, last, segments, [.. epochs]);
    }
}
