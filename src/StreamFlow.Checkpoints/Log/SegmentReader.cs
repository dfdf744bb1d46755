using System.Diagnostics.CodeAnalysis;
using StreamFlow.Checkpoints.Bytes;
using StreamFlow.Checkpoints.Storage;

namespace StreamFlow.Checkpoints.Log;

/// <summary>
/// Reads one segment, record by record. Only at the end of the last segment, with nothing readable behind, may a record be torn;
/// whatever else is not as it was written is a fault that names file and position.
/// </summary>
internal sealed class SegmentReader
{
    private readonly CheckpointStorage _storage;
    private readonly SegmentName _name;
    private readonly bool _last;
    private readonly byte[] _bytes;
    private readonly EpochLogInvariants _invariants;
    private int _position;

    public SegmentReader(CheckpointStorage storage, SegmentName name, bool last, EpochLogInvariants invariants)
    {
        _storage = storage;
        _name = name;
        _last = last;
        _invariants = invariants;
        _bytes = storage.ReadAll(name.File);
        if (name.FirstEpoch != invariants.Next)
            throw Damage($"the segment begins with epoch {name.FirstEpoch} where epoch {invariants.Next} belongs");
        try
        {
            (Job, _position) = SegmentHeader.Read(_bytes, name);
        }
        catch (DamageException damage)
        {
            TearOrThrow(behind: 1, damage.Message);
        }
        catch (FormatVersionException version)
        {
            throw StorageFaults.OtherVersion(storage.Location, name.File, version);
        }
    }

    /// <summary>The job that the segment's head names; null when the head is torn.</summary>
    public string? Job { get; }

    /// <summary>Set once the end was reached and is torn.</summary>
    public TornTail? Torn { get; private set; }

    public bool TryNext([NotNullWhen(true)] out EpochRecord? record)
    {
        record = null;
        if (Torn is not null || _position == _bytes.Length)
            return false;
        var rest = _bytes.AsSpan(_position);
        if (RecordFrame.TryRead(rest) is not { } frame)
            return TearOrThrow(behind: 1, "the head of a record is not whole");
        var payload = rest[RecordFrame.Bytes..];
        if (payload.Length < frame.PayloadBytes)
            return TearOrThrow(behind: rest.Length, $"the record of epoch {frame.Epoch} ends after {payload.Length} of {frame.PayloadBytes} bytes");
        payload = payload[..frame.PayloadBytes];
        if (Crc32C.Of(payload) != frame.PayloadChecksum)
            return TearOrThrow(behind: RecordFrame.Bytes + payload.Length, $"the checksum of the record of epoch {frame.Epoch} is wrong");
        record = Decode(payload);
        if (record.Number != frame.Epoch)
            throw Damage($"the record's head says epoch {frame.Epoch}, the record epoch {record.Number}");
        if (_invariants.Accept(record) is { } wrong)
            throw Damage(wrong);
        _position += RecordFrame.Bytes + payload.Length;
        return true;
    }

    private EpochRecord Decode(ReadOnlySpan<byte> payload)
    {
        try
        {
            return EpochRecordCodec.Read(payload);
        }
        catch (DamageException damage)
        {
            throw Damage(damage.Message);
        }
        catch (FormatVersionException version)
        {
            throw StorageFaults.OtherVersion(_storage.Location, _name.File, version);
        }
    }

    /// <summary>A record behind the damage proves that this is not the end: then it is no torn write, and cutting would lose epochs.</summary>
    private bool TearOrThrow(int behind, string what)
    {
        var rest = _bytes.AsSpan(_position);
        if (!_last || RecordFrame.IsAnyIn(rest[Math.Min(behind, rest.Length)..]))
            throw Damage(what);
        Torn = new TornTail(_name.File, _position, _invariants.Next);
        return false;
    }

    private StreamFaultException Damage(string what) => StorageFaults.Damaged(_storage.Location, _name.File, _position, what);
}
