using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Log;

/// <summary>
/// Appends epoch records, in numbered segments. What may never go back stands in <see cref="EpochLogInvariants"/> and is checked before a
/// record is written. Used by one thread. After any failure it takes nothing more: the attempt is over, and the next one reads the log anew.
/// </summary>
public sealed class EpochLog : IDisposable
{
    private readonly CheckpointStorage _storage;
    private readonly string _job;
    private readonly EpochLogOptions _options;
    private readonly EpochLogInvariants _invariants;
    private readonly ByteWriter _payload = new();
    private byte[] _frame = new byte[1024];
    private SegmentName _name;
    private CheckpointFile? _segment;

    /// <summary>
    /// Opens the log at the end that the scan found, and makes what was found durable: a process that died between writing a record and flushing it
    /// left one that can be read, and that a power cut would still take back after a sink has committed its epoch.
    /// </summary>
    /// <param name="storage">Held by this process.</param>
    /// <param name="job">The job's name; the log of another job is refused.</param>
    /// <param name="scan">
    /// Of this storage, taken since it is held; without a torn tail (<see cref="EpochLogScan.CutTornTail"/>). The log goes on from it:
    /// one scan opens one log.
    /// </param>
    /// <param name="options">Null for the defaults.</param>
    public EpochLog(CheckpointStorage storage, string job, EpochLogScan scan, EpochLogOptions? options = null)
    {
        Invariant.Require(scan.TornTail is null, "a torn tail is cut off before the log is opened");
        if (scan.Facts?.Job is { } other && other != job)
        {
            throw StreamFaultException.User(
                $"the epoch log in '{storage.Location}' is that of the job '{other}', not of '{job}'", "give each job a checkpoint directory of its own");
        }

        _storage = storage;
        _job = job;
        _options = options ?? new EpochLogOptions();
        _invariants = scan.Invariants;
        if (scan.Segments.Count == 0)
        {
            Begin(new SegmentName(1, _invariants.Next));
            return;
        }

        _name = scan.Segments[^1];
        _segment = storage.OpenAppend(_name.File);
        Flush();
    }

    /// <summary>The epoch that the next record must be of.</summary>
    public EpochNumber NextEpoch => _invariants.Next;

    /// <exception cref="StreamFaultException">
    /// The record breaks an invariant (<see cref="FaultOrigin.Internal"/>; nothing is written), or the medium failed.
    /// </exception>
    public void Append(EpochRecord record)
    {
        _payload.Clear();
        EpochRecordCodec.Write(_payload, record);
        Invariant.Require(_payload.Length <= RecordFrame.PayloadBytesMax, "an epoch record has at most 64 MiB");
        if (_invariants.Accept(record) is { } wrong)
            throw StreamFaultException.Internal($"an epoch record may not be written: {wrong}");
        if (Segment.Length >= _options.SegmentBytes)
            Roll(record.Number);

        var bytes = RecordFrame.Bytes + _payload.Length;
        if (_frame.Length < bytes)
            _frame = new byte[bytes * 2];
        RecordFrame.Write(_frame, record.Number, _payload.Written);
        _payload.Written.CopyTo(_frame.AsSpan(RecordFrame.Bytes));
        Segment.Append(_frame.AsSpan(0, bytes));
    }

    /// <summary>Makes the records appended so far durable, as far as <see cref="EpochLogOptions.FlushToDisk"/> asks for it.</summary>
    public void Flush()
    {
        if (_options.FlushToDisk)
            Segment.Flush();
    }

    public void Dispose() => _segment?.Dispose();

    private CheckpointFile Segment => _segment
        ?? throw StorageFaults.Failed(_storage.Location, _name.File, "append to the log after a failure", inner: null);

    private void Roll(EpochNumber first)
    {
        // A torn record is forgiven only in the last segment: this one is about to be the last no more.
        Segment.Flush();
        Segment.Dispose();
        _segment = null;
        Begin(new SegmentName(_name.Number + 1, first));
    }

    private void Begin(SegmentName name)
    {
        _name = name;
        var file = _storage.TryCreate(name.File) ?? throw StreamFaultException.Internal($"the log's segment {name.File} exists already");
        try
        {
            // Made durable with the first record: a torn head of an empty segment is forgiven as a torn record is.
            file.Append(SegmentHeader.Write(name, _job));
        }
        catch
        {
            file.Dispose();
            throw;
        }

        _segment = file;
    }
}
